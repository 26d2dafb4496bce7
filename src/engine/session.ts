import type { Answer, MigrationScript, Question } from "../ports.ts";
import { walkChange } from "./change.ts";
import { type Database, openDatabase } from "./database.ts";
import type { Tell } from "./protocol.ts";
import { replay, type Unreplayed } from "./replay.ts";

interface Held {
  readonly database: Database;
  readonly schema: string;
  /** What was replayed, in order, and what of it was not. */
  readonly chain: { readonly key: string; readonly unreplayed: readonly Unreplayed[] }[];
}

const ENGINE = 18;

/** One PostgreSQL that stays at the end of the last history it was told, and goes on from there where it can. */
export class Session {
  readonly #cacheDir: string;
  #held: Held | undefined;

  constructor(cacheDir: string) {
    this.#cacheDir = cacheDir;
  }

  async answer(question: Question, tell: Tell): Promise<Answer> {
    const began = performance.now();
    tell("start");
    let held = await this.#open(question);
    const opened = performance.now();
    await this.#replay(held, question, tell);
    const unreplayed = held.chain.flatMap((link) => link.unreplayed);
    const replayed = performance.now();
    tell("change");
    let changed = await walkChange(held.database, question, unreplayed.length, false, tell);
    if (changed.entangled) {
      if (!(await held.database.sound())) {
        await this.close();
        held = await this.#open(question);
        await this.#replay(held, question, tell);
      }
      changed = await walkChange(held.database, question, unreplayed.length, true, tell);
      await this.close();
    } else if (!(await held.database.sound())) await this.close();
    const milliseconds = {
      start: opened - began,
      replay: replayed - opened,
      change: performance.now() - replayed,
    };
    return { engine: ENGINE, unreplayed, catalog: changed.catalog, migrations: changed.migrations, milliseconds };
  }

  async close(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    await held?.database.close();
  }

  /** The held database where this history goes on from it, else an empty one. */
  async #open({ history, defaultSchema }: Question): Promise<Held> {
    const held = this.#held;
    const extends_ =
      held !== undefined &&
      held.schema === defaultSchema &&
      held.chain.length <= history.length &&
      held.chain.every(({ key }, i) => key === keyOf(history[i]));
    if (extends_) return held;
    await this.close();
    const database = await openDatabase(this.#cacheDir);
    const fresh: Held = { database, schema: defaultSchema, chain: [] };
    if (!createsSchema(history, defaultSchema))
      await database.run(`create schema if not exists "${defaultSchema.replaceAll('"', '""')}"`);
    this.#held = fresh;
    return fresh;
  }

  async #replay(held: Held, { history, defaultSchema }: Question, tell: Tell): Promise<void> {
    for (const migration of history.slice(held.chain.length)) {
      const unreplayed = await replay(held.database, migration, defaultSchema, tell);
      held.chain.push({ key: keyOf(migration), unreplayed });
    }
  }
}

/** Everything that decides what a migration does; the statements themselves, since an id may keep its name over an edit. */
const keyOf = (migration: MigrationScript | undefined): string =>
  migration === undefined
    ? ""
    : JSON.stringify([migration.id, migration.transaction, migration.up.map(({ sql, refused }) => [sql, refused])]);

/** The default schema is there before the migrations, unless they make it themselves. */
const createsSchema = (history: readonly MigrationScript[], schema: string): boolean =>
  history.some(({ up }) =>
    up.some(({ sql }) => /\bcreate\s+schema\b/i.test(sql) && sql.toLowerCase().includes(schema.toLowerCase())),
  );
