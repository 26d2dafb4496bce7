import type { Seen } from "./seen.ts";

/** What the embedded engine showed of one statement. Relations are spelt `schema.name`. */
export interface Observation extends Seen<"observation"> {
  readonly migration: string;
  readonly statement: string;
  /** The engine's major version. */
  readonly engine: number;
  readonly locks: readonly { readonly relation: string; readonly mode: string }[];
  readonly rewrote: readonly string[];
  readonly scanned: readonly string[];
  /** Objects that were there before the statement and not after it, as catalog keys (`column public.users.email`). */
  readonly removed: readonly string[];
  /** The engine's refusal, when it refused. */
  readonly error?: string;
}

export type ProofResult = "exact" | "differs" | "fails" | "not-provable";

/** The way back, run: up, then down, then the two catalogs compared. */
export interface Proof extends Seen<"proof"> {
  readonly migration: string;
  readonly result: ProofResult;
  readonly detail: string;
  /** Catalog lines that the way back did not restore, `-` for lost and `+` for left over. */
  readonly differences: readonly string[];
  readonly rows: ProofRows;
  /** The way up, run once more after the way back, was refused. */
  readonly again?: string;
}

/** What became of the rows that were there: one seeded row a table, and those that the history itself wrote. */
export interface ProofRows {
  /** `unseen`: there was no row to watch. */
  readonly result: "kept" | "lost" | "unseen";
  readonly lost: readonly LostRows[];
}

/** Rows of a table, or the values of one of its columns, that were there before the way up and not after the way back. */
export interface LostRows {
  /** As the catalog spells it (`public.users`). */
  readonly table: string;
  readonly column?: string;
  readonly by: "up" | "down";
  /**
   * Wholesale (DROP, TRUNCATE, DELETE of every row), by an UPDATE, a DELETE … WHERE or a new type, or without a statement that
   * says so.
   */
  readonly how: "dropped" | "rewritten" | "silently";
}
