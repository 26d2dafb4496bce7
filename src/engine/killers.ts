import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LeftOut, MigrationScript, Question, Script } from "../ports.ts";
import { BUILD } from "./database.ts";
import type { Limits } from "./limits.ts";

/** A folder in somebody's home must not grow for ever. */
const KEPT = 200;

/**
 * How long to remember: on disk, for engines of the same build with the same limits, what used up a limit by itself; with the
 * engine a crash or a long wait, which may be the machine's own fault; with the question what only stood last in a long row.
 */
export type Span = "for good" | "engine" | "question";

/** Statements from which the engine did not come back, by their text. */
export class Killers {
  readonly #path: string;
  readonly #reasons: Map<string, string>;
  #suspects = new Map<string, string>();

  private constructor(path: string, reasons: Map<string, string>) {
    this.#path = path;
    this.#reasons = reasons;
  }

  static async load(cacheDir: string, limits: Limits): Promise<Killers> {
    const path = join(cacheDir, `killers-${digest(JSON.stringify([BUILD, limits]))}.json`);
    return new Killers(path, await read(path));
  }

  /** The question without them, and what is not in it any more. */
  leaveOut(question: Question): { readonly question: Question; readonly leftOut: readonly LeftOut[] } {
    const leftOut: LeftOut[] = [];
    if (this.#reasons.size + this.#suspects.size === 0) return { question, leftOut };
    const without = (script: Script): Script => {
      const text = digest(script.sql);
      const reason = this.#reasons.get(text) ?? this.#suspects.get(text);
      if (reason === undefined || script.refused !== undefined) return script;
      leftOut.push({ id: script.id, reason });
      return { ...script, refused: reason };
    };
    const migration = (one: MigrationScript): MigrationScript => ({
      ...one,
      up: one.up.map(without),
      ...(one.down === undefined ? {} : { down: one.down.map(without) }),
    });
    const { history, change } = question;
    return { question: { ...question, history: history.map(migration), change: change.map(migration) }, leftOut };
  }

  /** The next question begins with nobody under suspicion. */
  acquit(): void {
    this.#suspects = new Map();
  }

  async remember({ sql }: Script, reason: string, span: Span): Promise<void> {
    const text = digest(sql);
    (span === "question" ? this.#suspects : this.#reasons).set(text, reason);
    if (span !== "for good") return;
    const known = [...(await read(this.#path)), [text, reason] as const].slice(-KEPT);
    const beside = `${this.#path}.${process.pid}.part`;
    try {
      await mkdir(join(this.#path, ".."), { recursive: true });
      await writeFile(beside, JSON.stringify(Object.fromEntries(known)));
      await rename(beside, this.#path);
    } catch {
      // a cache that cannot be written is no cache
    }
  }
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);

async function read(path: string): Promise<Map<string, string>> {
  try {
    const known = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
    return new Map(
      Object.entries(known).flatMap(([key, reason]) => (typeof reason === "string" ? [[key, reason]] : [])),
    );
  } catch {
    return new Map();
  }
}
