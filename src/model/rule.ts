import type { Grants } from "./grant.ts";
import type { Answer } from "./answers.ts";
import type { Change, ChangeKind, ChangeOf } from "./change.ts";
import type { Config } from "./config.ts";
import type { Consumer } from "./consumer.ts";
import type { Finding } from "./finding.ts";
import type { Model } from "./dbt.ts";
import type { Dialect } from "./dialect.ts";
import type { Level } from "./level.ts";
import type { Operation, Statement } from "./migration.ts";
import type { ModelOutput } from "./model-output.ts";
import type { Observation } from "./observation.ts";
import type { ObligationKind } from "./obligation.ts";
import type { QueryEdit } from "./query-edit.ts";
import type { Place, Side } from "./place.ts";
import type { PlanEntry, PlannedAction } from "./plan.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Subject } from "./subject.ts";
import type { Verdicts } from "./verdicts.ts";
import type { Offer } from "./way.ts";

export type Engine = "postgres" | Dialect;

export interface Contents {
  readonly statements: readonly Statement[];
  readonly operations: readonly Operation[];
}

/** What the rows of plans mean, among all that both sides and the findings know. */
export interface PlanRows {
  /** One where the row's name means one thing, several where it is ambiguous, none where nothing is known by it. */
  subjects(entry: PlanEntry): readonly Subject[];
  /** Has base carried it out already? */
  isSpent(entry: PlanEntry): boolean;
  speaksOf(entry: PlanEntry, finding: Finding): boolean;
}

/** Everything that a rule may know beside the change itself. */
export interface Context {
  readonly base: Snapshot;
  readonly head: Snapshot;
  readonly changes: readonly Change[];
  readonly config: Config;
  readonly today: string;
  /** Was the relation there before this pull request? False for what its own migrations create. */
  existed(operation: Operation): boolean;
  /** Is what the migration `born` created new to everybody: does this pull request bring it, or the operation's own file create it? */
  bornHere(born: string | undefined, operation: Operation): boolean;
  /** The database that a migration is for, by its id. */
  engine(migration: string): Engine;
  /** What the engine showed of the operation's statement; undefined where it was not asked or its version does not count. */
  observed(operation: Operation): Observation | undefined;
  /** What one migration holds on that side, in the order of its text. */
  within(migration: string, side: Side): Contents;
  /** Who reads the subject on that side, through sources, models and exposures; a column counts where its name is used. */
  readers(subject: Subject, side: Side): readonly Consumer[];
  /** What a model gives and takes on that side, by its SQL; undefined where that cannot be read. */
  output(model: string, side: Side): ModelOutput | undefined;
  /**
   * What an edit of a model's SQL changes but for its spelling; undefined where one side cannot be read. "increment" asks
   * about the text by which rows are added.
   */
  edits(before: Model, after: Model, way?: "full" | "increment"): readonly QueryEdit[] | undefined;
  /** Every id and alias of a rule, each leading to its id. */
  readonly ruleNames: ReadonlyMap<string, string>;
  rowsOf(found: readonly Finding[]): PlanRows;
  /** Path → the day on which the base branch first had it, for the files that plans with phases speak of. */
  readonly firstSeen: Readonly<Record<string, string>>;
  /** What people said of this pull request in comments. */
  readonly grants: Grants;
  /** A line of a file on head, without its end; undefined where the text is not at hand. */
  line(path: string, number: number): string | undefined;
}

/** What a rule says: a message of its own, the place, and the values for the message's `{slots}`. */
export interface Report<M extends string = string> extends Offer {
  readonly message: M;
  readonly at: Place;
  /** The side that `at` is a place of; head where not said. */
  readonly side?: Side;
  readonly subject: Subject;
  /** Canonical states for the fingerprint; types normalised, nothing observed. */
  readonly before?: string;
  readonly after?: string;
  readonly data?: Readonly<Record<string, string>>;
  /** Where this case differs from the rule's own axes or level. */
  readonly verdicts?: Partial<Verdicts>;
  readonly level?: Level;
  /** Whether it rests on what the engine did or on the text alone. */
  readonly basis?: "observed" | "grammar";
  readonly readers?: readonly Consumer[];
  /** Where this case owes something else than the rule says. */
  readonly owes?: readonly ObligationKind[];
}

/**
 * One rule, declared once. `id` equals the file's name, says what was seen and reads after "waive …".
 * `level` "off" waits for a configuration that raises it; "block beside breaking" blocks only where a breaking change stands in the same migration; else it is `review`.
 */
export interface Rule<C extends ChangeKind = ChangeKind, M extends string = string> {
  readonly id: string;
  readonly level: Level | "off" | "block beside breaking";
  readonly on: readonly C[];
  /** The databases that it speaks of, where it is about how one of them carries a statement out; else all. */
  readonly engines?: readonly Engine[];
  /** What a plan's *Change* cell must say to mean this. */
  readonly action: PlannedAction;
  readonly verdicts: Verdicts;
  /** What a finding of this rule owes when it blocks. */
  readonly owes: readonly ObligationKind[];
  /** What it tells of hurts the more, the larger the table is: a size in the configuration lowers or raises its level. */
  readonly scales?: true;
  /** Ids under which the spec pages and other tools know it. */
  readonly aliases: readonly string[];
  /** The numbered requirements of the sources that it answers. */
  readonly requirements?: readonly Answer[];
  readonly docs: {
    readonly title: string;
    readonly sees: string;
    readonly why: string;
    readonly instead: string;
    /** What a finding brings along as SQL for its own case. */
    readonly offers?: string;
  };
  /** "Unexpected *X*, expected *Y*", slots in braces, no trailing dot. */
  readonly messages: Readonly<Record<M, string>>;
  check(change: ChangeOf<C>, context: Context): Iterable<Report<NoInfer<M>>>;
  /** What there is to say once all rules have spoken. */
  afterwards?(found: readonly Finding[], context: Context): Iterable<Report<NoInfer<M>>>;
}

export const defineRule = <const C extends ChangeKind, const M extends string>(rule: Rule<C, M>): Rule<C, M> => rule;

/** Any rule, as the engine walks them. */
export type AnyRule = Omit<Rule, "check"> & { check(change: never, context: Context): Iterable<Report> };
