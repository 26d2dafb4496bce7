import type { Declined } from "./declined.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Grants } from "./grant.ts";
import type { Role } from "./role.ts";
import type { AnyRule } from "./rule.ts";
import type { Shown, ShownFinding } from "./shown.ts";
import type { Snapshot } from "./snapshot.ts";

/** What follows the verb: words in order, and `key="value"` pairs. */
export interface CommandArguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  /** What `--set key=value` says, in order; absent where it says nothing. */
  readonly sets?: readonly (readonly [key: string, value: string])[];
}

/** What a command wants done. The App does it; a command itself touches nothing. */
export type Effect =
  /** Markdown, with everything that a person or a repository wrote already escaped. */
  | { readonly kind: "reply"; readonly markdown: string }
  /** The same, where nothing was done. */
  | { readonly kind: "refuse"; readonly markdown: string }
  | { readonly kind: "review" }
  | Entry;

/** What a command changes in the ledger. */
export type Entry =
  | { readonly kind: "waive"; readonly findings: readonly WaivedByCommand[] }
  | { readonly kind: "unwaive"; readonly fingerprints: readonly string[] }
  | { readonly kind: "hold"; readonly reason: string }
  | { readonly kind: "unhold"; readonly ids: readonly number[] };

export interface WaivedByCommand extends Pick<ShownFinding, "fingerprint" | "rule" | "subject"> {
  readonly reason: string;
  /** ISO date, the last day. */
  readonly until: string;
}

/** A plan on the pull request's head. */
export interface CommandPlan {
  readonly path: string;
  readonly text: string;
  /** This pull request adds or edits it. */
  readonly touched: boolean;
}

/** Who speaks, when, about what. */
export interface Speaker {
  readonly login: string;
  readonly role: Role;
  /** A GitHub App that the configuration lets speak; it is nobody's second pair of eyes. */
  readonly isApp: boolean;
}

/** The pull request as it stands while the command is read. */
export interface PullNow {
  readonly head: string;
  /** The login of who opened it; absent where the account is gone. */
  readonly author?: string;
  /** What our last answer showed; absent where nothing was shown since the head moved. */
  readonly shown?: Shown;
  /** Did the comment come after that answer? */
  readonly seen: boolean;
  readonly grants: Grants;
  readonly audit: readonly AuditEntry[];
  /** The furthest last day of a waiver, ISO. */
  readonly lastDay: string;
}

/** One command that was given, and what came of it. */
export interface AuditEntry {
  /** ISO instant. */
  readonly at: string;
  readonly actor: string;
  readonly line: string;
  /** Absent where the command is about no head. */
  readonly head?: string;
  readonly result: "done" | "refused";
}

/** What a command may know. What has to be fetched is asked for by those who need it. */
export interface CommandWorld {
  readonly commands: Readonly<Record<string, Command>>;
  readonly rules: readonly AnyRule[];
  readonly declined: readonly Declined[];
  /** ISO date. */
  readonly today: string;
  readonly speaker: Speaker;
  readonly plans: () => Promise<readonly CommandPlan[]>;
  /** Tables and models of the head, with the parser ready to follow their columns. */
  readonly snapshot: () => Promise<Snapshot>;
  readonly pull: () => Promise<PullNow>;
  /** Where the author can begin a file; undefined where the head's repository is gone. */
  readonly editor: () => Promise<{ readonly web: string; readonly branch: string } | undefined>;
  /** Why the speaker may not let these findings pass, as Markdown; undefined where they may. */
  readonly mayNotWaive: (findings: readonly Pick<ShownFinding, "path">[]) => Promise<string | undefined>;
  /** Who may, in words, as Markdown. */
  readonly waivers: () => Promise<string>;
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
  /** How many words may follow; none where not said. */
  readonly words?: readonly [least: number, most: number];
  /** Names of `key=value` pairs that it knows. */
  readonly options?: readonly string[];
  /** It takes `--set key=value`. */
  readonly sets?: true;
  /** Only a person may, whatever the configuration says of Apps. */
  readonly person?: true;
  /** Said below its line in `/dataplan help VERB`, in Markdown. */
  readonly details?: string;
  /** Each a whole line. */
  readonly examples: readonly string[];
  run(args: CommandArguments, world: CommandWorld): readonly Effect[] | Promise<readonly Effect[]>;
}

export const defineCommand = (command: Command): Command => command;
