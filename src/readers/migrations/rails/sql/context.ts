import type { Command } from "../command.ts";
import type { KnownSchema } from "../known-schema.ts";

/** What a command's SQL depends on, beside the command. */
export interface Context {
  /** Of Rails, as the migration names it. */
  readonly version: number;
  readonly known: KnownSchema;
}

/** The statements that one command sends. */
export type Sql = (command: Command, context: Context) => readonly string[];
