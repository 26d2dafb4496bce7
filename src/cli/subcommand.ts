import type { ExitCode } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

export interface Option {
  /** Without the dashes. */
  readonly name: string;
  /** What its value is called in the help; a switch has none. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** It may be given again and again: its values stand one a line. */
  readonly repeats?: true;
  readonly help: string;
}

/** What was typed behind a subcommand's name, checked against its options. */
export interface Arguments {
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly switches: ReadonlySet<string>;
}

/** One subcommand, declared once. What is heavy is imported inside `run`, so that the others start at once. */
export interface Subcommand {
  readonly name: string;
  /** One line for the list of subcommands. */
  readonly summary: string;
  readonly usage: readonly string[];
  /** Positional words: how many at least and at most. */
  readonly words: readonly [number, number];
  readonly options: readonly Option[];
  readonly details?: string;
  run(args: Arguments, terminal: Terminal): Promise<ExitCode>;
}

export const defineSubcommand = (subcommand: Subcommand): Subcommand => subcommand;
