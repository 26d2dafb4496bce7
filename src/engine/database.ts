import { PGlite } from "@electric-sql/pglite";
import { EXTENSIONS } from "./extensions.ts";
import { dropPrepared, readPrepared, writePrepared } from "./prepared.ts";

const PREPARED = "pglite-0.5.16-empty-1.tar";

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

  /** Their SQL, which may not. */
  async attempt(sql: string): Promise<Refusal | undefined> {
    try {
      await this.#pglite.exec(sql);
      return undefined;
    } catch (error) {
      return refusal(error);
    }
  }

  /** A trap inside WASM can leave an instance that answers nonsense. */
  async sound(): Promise<boolean> {
    return this.run("select 1").then(
      () => true,
      () => false,
    );
  }

  async close(): Promise<void> {
    await this.#pglite.close().catch(() => undefined);
  }
}

/** An empty PostgreSQL, from the prepared data directory where there is one; else initdb runs and leaves one behind. */
export async function openDatabase(cacheDir: string): Promise<Database> {
  const prepared = await readPrepared(cacheDir, PREPARED);
  if (prepared !== undefined) {
    try {
      return await open({ loadDataDir: new Blob([prepared]) });
    } catch {
      await dropPrepared(cacheDir, PREPARED);
    }
  }
  const first = await PGlite.create({ initDbStartParams: ["--wal-segsize=1"] });
  const dump = new Uint8Array(await (await first.dumpDataDir("none")).arrayBuffer());
  await first.close();
  await writePrepared(cacheDir, PREPARED, dump);
  return open({ loadDataDir: new Blob([dump]) });
}

async function open(from: { readonly loadDataDir: Blob }): Promise<Database> {
  const pglite = await PGlite.create({ ...from, extensions: EXTENSIONS, postgresqlconf: SETTINGS });
  return new Database(pglite);
}

function refusal(error: unknown): Refusal {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "XX000";
  const message = error instanceof Error ? error.message : String(error);
  return { code, message: message.length > 400 ? `${message.slice(0, 400)}…` : message };
}
