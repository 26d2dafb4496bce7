import type { Seen } from "./seen.ts";

/**
 * A comment of a migration that asks for silence, ours or another linter's; or a program's own form, `safety_assured` of
 * strong_migrations, which is about all that stands inside it.
 */
export interface Suppression extends Seen<"suppression"> {
  readonly migration: string;
  readonly tool: SuppressionTool;
  /** Rules as the comment names them, by ids of its tool; empty where it means all. */
  readonly names: readonly string[];
  readonly reason?: string;
  /** The lines that it is about; absent where it is the whole file. */
  readonly lines?: { readonly from: number; readonly to: number };
}

export type SuppressionTool =
  | "dataplan"
  | "squawk"
  | "atlas"
  | "migrationpilot"
  | "pgfence"
  | "pgsafe"
  | "pg-migration-lint"
  | "eugene"
  | "pgls"
  | "strong-migrations";
