import type { Extensions } from "@electric-sql/pglite";
import type { Answer, Question } from "../ports.ts";
import { chainOf, createsSchema } from "./chain.ts";
import { walkChange } from "./change.ts";
import { BUILD, type Database, openEmpty, openPrepared } from "./database.ts";
import { extensionsFor } from "./extensions.ts";
import { listPrepared, writePrepared } from "./prepared.ts";
import type { Tell, WorkerSetup } from "./protocol.ts";
import { replay, type Unreplayed } from "./replay.ts";

interface Held {
  readonly database: Database;
  readonly extensions: Extensions;
  /** How many migrations it holds, and the word of the chain that says which. */
  steps: number;
  word: string;
  unreplayed: readonly Unreplayed[];
}

const ENGINE = 18;

/** One PostgreSQL that stays at the end of the last history it was told, and goes on from there where it can. */
export class Session {
  readonly #cacheDir: string;
  readonly #keepAfter: number;
  #held: Held | undefined;

  constructor({ cacheDir, keepAfter }: WorkerSetup) {
    this.#cacheDir = cacheDir;
    this.#keepAfter = keepAfter;
  }

  async answer(question: Question, tell: Tell, onTheirs: (running: boolean) => void): Promise<Answer> {
    const began = performance.now();
    tell("start");
    const chain = chainOf(question);
    const held = await this.#open(question, chain);
    held.database.onTheirs = onTheirs;
    const opened = performance.now();
    await this.#replay(held, question, chain, tell);
    const replayed = performance.now();
    tell("change");
    const { database, unreplayed } = held;
    let changed = await walkChange(database, question, unreplayed.length, false, tell);
    if (changed.entangled) {
      changed = await walkChange(database, question, unreplayed.length, true, tell);
      await this.close();
    } else if (!(await database.sound())) await this.close();
    const { catalog, migrations } = changed;
    const milliseconds = {
      start: opened - began,
      replay: replayed - opened,
      change: performance.now() - replayed,
    };
    return { engine: ENGINE, unreplayed, catalog, migrations, leftOut: [], milliseconds };
  }

  async close(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    await held?.database.close();
  }

  /** The held database where this history goes on from it; else the longest piece of it that was kept; else an empty one. */
  async #open(question: Question, chain: readonly string[]): Promise<Held> {
    const { history, defaultSchema } = question;
    const extensions = extensionsFor(question);
    const held = this.#held;
    const enough = held !== undefined && Object.keys(extensions).every((name) => name in held.extensions);
    if (enough && chain[held.steps] === held.word) return held;
    await this.close();
    const kept = await this.#kept(chain, extensions);
    if (kept !== undefined) return (this.#held = kept);
    const database = await openEmpty(this.#cacheDir, extensions);
    if (!createsSchema(history, defaultSchema))
      await database.run(`create schema if not exists "${defaultSchema.replaceAll('"', '""')}"`);
    return (this.#held = { database, extensions, steps: 0, word: chain[0] ?? "", unreplayed: [] });
  }

  async #kept(chain: readonly string[], extensions: Extensions): Promise<Held | undefined> {
    const names = await listPrepared(this.#cacheDir);
    for (let steps = chain.length - 1; steps > 0; steps--) {
      const word = chain[steps] ?? "";
      const found = names.has(nameOf(word)) ? await openPrepared(this.#cacheDir, nameOf(word), extensions) : undefined;
      if (found === undefined) continue;
      return { database: found.database, extensions, steps, word, unreplayed: JSON.parse(found.about) as Unreplayed[] };
    }
    return undefined;
  }

  async #replay(held: Held, { history, defaultSchema }: Question, chain: readonly string[], tell: Tell): Promise<void> {
    const began = performance.now();
    const from = held.steps;
    for (const migration of history.slice(held.steps)) {
      const unreplayed = await replay(held.database, migration, defaultSchema, tell);
      held.unreplayed = [...held.unreplayed, ...unreplayed];
      held.steps++;
      held.word = chain[held.steps] ?? "";
    }
    if (held.steps === from || performance.now() - began < this.#keepAfter) return;
    const data = await held.database.dump();
    await writePrepared(this.#cacheDir, nameOf(held.word), { about: JSON.stringify(held.unreplayed), data });
  }
}

const nameOf = (word: string): string => `${BUILD}-at-${word}`;
