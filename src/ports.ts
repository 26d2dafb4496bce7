import type { CheckReport } from "./model/check-report.ts";
import type { AuditEntry, Entry } from "./model/command.ts";
import type { Grants } from "./model/grant.ts";
import type { ProofResult, ProofRows } from "./model/observation.ts";
import type { Role } from "./model/role.ts";
import type { Shown } from "./model/shown.ts";

/** One entry of a commit's tree. `mode` is git's (100644, 100755, 120000, 160000). */
export interface TreeEntry {
  readonly path: string;
  readonly hash: string;
  readonly mode: string;
  readonly size?: number;
}

/** Where files come from: a git repository, GitHub, two folders. */
export interface Repository {
  tree(commit: string): Promise<readonly TreeEntry[]>;
  /** Texts by blob hash. A blob that cannot be had is absent from the answer. */
  blobs(hashes: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /**
   * The day (ISO date, UTC) on which the branch that leads to `commit` got each path: when it was merged or committed there,
   * never when an author says that he wrote it. A path whose day is not known is absent; so is this where there is no history.
   */
  firstSeen?(commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** A statement for the engine. `refused` says why the grammar does not let it run. */
export interface Script {
  readonly id: string;
  readonly sql: string;
  readonly refused?: string;
}

export interface MigrationScript {
  readonly id: string;
  /** The tool wraps the file in one transaction. */
  readonly transaction: boolean;
  readonly up: readonly Script[];
  /** Absent where there is no way down to run. */
  readonly down?: readonly Script[];
}

/** "Replay this history, then run these migrations up and down, and say what you saw." Plain data. */
export interface Question {
  readonly defaultSchema: string;
  /** The migrations before the change, in the order in which they ran; only their `up` is run. */
  readonly history: readonly MigrationScript[];
  readonly change: readonly MigrationScript[];
  /** Only the way back is wanted: no statement is observed by itself, and the catalog is not told. */
  readonly proofOnly?: boolean;
}

export interface StatementAnswer {
  readonly id: string;
  readonly locks: readonly { readonly relation: string; readonly mode: string }[];
  readonly rewrote: readonly string[];
  readonly scanned: readonly string[];
  readonly removed: readonly string[];
  readonly error?: string;
  /** Not run (refused, or behind a failure): then nothing above was observed. */
  readonly skipped?: string;
}

export interface MigrationAnswer {
  readonly id: string;
  readonly statements: readonly StatementAnswer[];
  readonly result: ProofResult;
  readonly detail: string;
  readonly differences: readonly string[];
  readonly rows: ProofRows;
  /** What the way up was refused with when it was gone once more after the way down. */
  readonly again?: string;
}

export interface Answer {
  /** Major version of the engine. */
  readonly engine: number;
  /** Statements of the history that the engine did not run, with its reason. */
  readonly unreplayed: readonly { readonly id: string; readonly reason: string }[];
  /** The catalog before the change: key (`column public.users.email`) → definition. */
  readonly catalog: Readonly<Record<string, string>>;
  readonly migrations: readonly MigrationAnswer[];
  /** Statements at which the engine was lost, now or before, and which were not given to it again. */
  readonly leftOut: readonly LeftOut[];
  readonly milliseconds: { readonly start: number; readonly replay: number; readonly change: number };
}

export interface LeftOut {
  readonly id: string;
  readonly reason: string;
}

/** A real database that can be asked what a text means. Rejects with EngineLost when it had to be killed twice. */
export interface Engine {
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

/** The engine went over its limits of time or memory, or died. What it was asked is not known. */
export class EngineLost extends Error {
  override readonly name = "EngineLost";
}

/** Where one pull request's answer is put. Every write first makes sure that the head it was made for is still the head. */
export interface Desk {
  /** Takes back an open gate that the commit was given for other pull requests or another branch. */
  claim(): Promise<void>;
  /** Shows that somebody is at work, where the answer is a while in coming and nothing is shown yet. */
  begin(): Promise<void>;
  /**
   * One check run for the head, created or updated; no write where it already says this, unless `fresh`. Answers with the
   * moment at which it stood there, by GitHub's clock.
   */
  check(report: CheckReport, fresh: boolean): Promise<string | undefined>;
  /**
   * One comment for the pull request, found again by its first line; without `create` only one that is there is updated. With
   * `afresh` a new one takes the place of one that says something else, and that is hidden.
   */
  comment(body: string, create: boolean, afresh?: boolean): Promise<void>;
  /** Makes the labels that we look after say this; no write where they do. `has` is what the pull request was seen with. */
  label(has: readonly string[], wanted: readonly LabelWish[]): Promise<void>;
}

/** A label that we look after, and whether it belongs on the pull request. */
export interface LabelWish {
  readonly name: string;
  readonly holds: boolean;
}

/** The pull request's head, or the branch it wants to go into, is no longer what was judged: nothing is written for it. */
export class HeadMoved extends Error {
  override readonly name = "HeadMoved";
}

/** One line of one comment, or one press of a button: by this it is known again when its job runs once more. */
export interface Said {
  readonly repository: number;
  readonly pull: number;
  /** `comment:` or `press:` and GitHub's id of it. */
  readonly source: string;
  readonly position: number;
  readonly actor: { readonly login: string; readonly id: number; readonly role: Role | "none" | "unknown" };
  readonly line: string;
  /** ISO instant, by GitHub's clock. */
  readonly at: string;
  readonly head?: string;
}

/** What came of it. */
export interface Answered {
  readonly result: "done" | "refused";
  /** Markdown; absent where there is nothing to say, or where the command only reads and can be asked again. */
  readonly reply?: string;
  readonly review: boolean;
}

/** What people said and what we showed them, kept beyond the process and beyond every edit of a comment. */
export interface Ledger {
  /** Waivers that nobody took back, ended ones too, and holds that nobody lifted. */
  grants(repository: number, pull: number): Promise<Grants>;
  /** The last answer that was shown, and since when its head and findings have been shown so. */
  shown(repository: number, pull: number): Promise<{ readonly answer: Shown; readonly since: string } | undefined>;
  show(repository: number, pull: number, answer: Shown, at: string): Promise<void>;
  /** The last so many commands, newest first; of the whole repository where no pull request is named. */
  audit(
    most: number,
    of?: { readonly repository: number; readonly pull?: number },
  ): Promise<readonly (AuditEntry & { readonly repository: number; readonly pull: number })[]>;
  answered(said: Pick<Said, "repository" | "source" | "position">): Promise<Answered | undefined>;
  /** All of it or nothing, and once: what was carried out before is not carried out again, and its answer is given back. */
  carryOut(said: Said, entries: readonly Entry[], answered: Answered): Promise<Answered>;
}
