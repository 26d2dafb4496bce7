import { type Extensions, PGlite } from "@electric-sql/pglite";
import { dropPrepared, readPrepared, writePrepared } from "./prepared.ts";

/** Every prepared name begins with it, since a data directory fits one build alone. */
export const BUILD = "pglite-0.5.16";
const EMPTY = `${BUILD}-empty`;

/** Durability is worth nothing in a database that is thrown away. */
const SETTINGS = [
  "shared_buffers=16MB",
  "full_page_writes=off",
  "synchronous_commit=off",
  "autovacuum=off",
  "jit=off",
  "max_wal_senders=0",
  "wal_level=minimal",
];

export type Row = Readonly<Record<string, unknown>>;

/** What PostgreSQL said no with. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** A thin hand on one PGlite: texts in, rows or a refusal out. */
export class Database {
  readonly #pglite: PGlite;
  #pulse = 0;
  /** Hears when their text begins and ends to run. */
  onTheirs: (running: boolean) => void = () => undefined;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  /**
   * Our own SQL, which must work. One array of rows a statement. A number goes along and has to come back: a broken
   * instance answers the question before this one, or nothing, without an error.
   */
  async run(sql: string): Promise<readonly (readonly Row[])[]> {
    const pulse = ++this.#pulse;
    const results = (await this.#pglite.exec(`${sql};select ${pulse} as pulse`)).map((result) => result.rows as Row[]);
    if (results.pop()?.[0]?.["pulse"] !== pulse) throw new Error("the embedded PostgreSQL lost its thread");
    return results;
  }

  /**
   * Questions of ours inside a transaction, which leave nothing behind. They are asked with an empty search_path, so that
   * neither an operator nor a function of theirs can stand in front of PostgreSQL's own.
   */
  async looks(queries: string): Promise<readonly (readonly Row[])[]> {
    const results = await this.run(
      `savepoint look; set local search_path = ''; ${queries}; rollback to look; release look`,
    );
    return results.slice(2, -2);
  }

  async look(query: string): Promise<readonly Row[]> {
    return (await this.looks(query)).flat();
  }

  /** Their SQL, which may not. */
  async attempt(sql: string): Promise<Refusal | undefined> {
    this.onTheirs(true);
    try {
      await this.#pglite.exec(sql);
      return undefined;
    } catch (error) {
      return refusal(error);
    } finally {
      this.onTheirs(false);
    }
  }

  /** A trap inside WASM can leave an instance that answers nonsense. */
  async sound(): Promise<boolean> {
    return this.run("select 1").then(
      () => true,
      () => false,
    );
  }

  /** The data directory as it stands; no transaction may be open. */
  async dump(): Promise<Uint8Array<ArrayBuffer>> {
    await this.run("checkpoint");
    return new Uint8Array(await (await this.#pglite.dumpDataDir("none")).arrayBuffer());
  }

  async close(): Promise<void> {
    await this.#pglite.close().catch(() => undefined);
  }
}

/** An empty PostgreSQL, from the prepared data directory where there is one. */
export async function openEmpty(cacheDir: string, extensions: Extensions): Promise<Database> {
  const prepared = await openPrepared(cacheDir, EMPTY, extensions);
  return prepared === undefined ? open(await emptyDirectory(cacheDir), extensions) : prepared.database;
}

/** The data directory of an empty PostgreSQL (tar): initdb takes seconds, so it runs once for each cache. */
export async function emptyDirectory(cacheDir: string): Promise<Uint8Array<ArrayBuffer>> {
  const prepared = await readPrepared(cacheDir, EMPTY);
  if (prepared !== undefined) return prepared.data;
  const first = await PGlite.create({ initDbStartParams: ["--wal-segsize=1"] });
  const data = new Uint8Array(await (await first.dumpDataDir("none")).arrayBuffer());
  await first.close();
  await writePrepared(cacheDir, EMPTY, { about: "", data });
  return data;
}

/** A PostgreSQL as it was left under that name; one that does not start is thrown away. */
export async function openPrepared(
  cacheDir: string,
  name: string,
  extensions: Extensions,
): Promise<{ readonly database: Database; readonly about: string } | undefined> {
  const prepared = await readPrepared(cacheDir, name);
  if (prepared === undefined) return undefined;
  try {
    return { database: await open(prepared.data, extensions), about: prepared.about };
  } catch {
    await dropPrepared(cacheDir, name);
    return undefined;
  }
}

async function open(data: Uint8Array<ArrayBuffer>, extensions: Extensions): Promise<Database> {
  const loadDataDir = new Blob([data]);
  return new Database(await PGlite.create({ loadDataDir, extensions, postgresqlconf: SETTINGS }));
}

function refusal(error: unknown): Refusal {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "XX000";
  const message = error instanceof Error ? error.message : String(error);
  return { code, message: message.length > 400 ? `${message.slice(0, 400)}…` : message };
}
