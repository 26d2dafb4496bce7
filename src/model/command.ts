import type { Declined } from "./declined.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { AnyRule } from "./rule.ts";

/** A collaborator's role on GitHub, least first. */
export const roles = ["read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof roles)[number];

/** What follows the verb: words in order, and `key="value"` pairs. */
export interface CommandArguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

/** What a command wants done. The App does it; a command itself touches nothing. */
export type Effect =
  /** Markdown, with everything that a person or a repository wrote already escaped. */
  { readonly kind: "reply"; readonly markdown: string } | { readonly kind: "review" };

/** A plan on the pull request's head. */
export interface CommandPlan {
  readonly path: string;
  readonly text: string;
  /** This pull request adds or edits it. */
  readonly touched: boolean;
}

/** What a command may know. What has to be fetched is asked for by those who need it. */
export interface CommandWorld {
  readonly commands: Readonly<Record<string, Command>>;
  readonly rules: readonly AnyRule[];
  readonly declined: readonly Declined[];
  readonly plans: () => Promise<readonly CommandPlan[]>;
  /** What is right and wrong with what the gate stands on. */
  readonly doctor: () => Promise<readonly Diagnosis[]>;
}

/** A verb of `/dataplan`, named by its file. */
export interface Command {
  /** After the verb: `RULE`, `[PLAN]`. */
  readonly usage: string;
  readonly summary: string;
  /** The least role that may use it. */
  readonly who: Role;
  /** Each a whole line. */
  readonly examples: readonly string[];
  run(args: CommandArguments, world: CommandWorld): readonly Effect[] | Promise<readonly Effect[]>;
}

export const defineCommand = (command: Command): Command => command;
