import type { Place } from "./place.ts";
import type { Level } from "./level.ts";

/** What one rule is set to, everywhere or below some paths (globs). */
export interface RuleSetting {
  readonly level: Level | "off";
  readonly paths?: readonly string[];
}

/** Leave to let one finding pass: by fingerprint, or by rule and subject (usual spelling). Ends after `until` (ISO date). */
export interface Waiver {
  readonly fingerprint?: string;
  readonly rule?: string;
  readonly subject?: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
  readonly place: Place;
}

/** How large a table is in production, as far as somebody wrote it down. */
export interface TableSize {
  readonly rows?: number;
  readonly bytes?: number;
  readonly place: Place;
}

/** A folder of migrations that detection does not find by itself. */
export interface MigrationRoot {
  readonly path: string;
  readonly tool: string;
  /** The database that runs it, where it is said. */
  readonly dialect?: string;
  /** What the tool fills into the slots of its files. */
  readonly placeholders?: Readonly<Record<string, string>>;
}

/** Days between an expanding step on base and the contracting one; `subjects` by usual spelling. */
export interface Grace {
  readonly tables: number;
  readonly models: number;
  readonly subjects: Readonly<Record<string, number>>;
}

/** Who may do what by a comment, beside what a role allows. */
export interface CommandConfig {
  /** Who may waive, as CODEOWNERS spells people: `@login`, `@org/team`; empty: the code owners of what was found. */
  readonly waive: readonly string[];
  /** Those who wrote a change may waive what is found in it. */
  readonly ownWaivers: boolean;
  /** Ids of the GitHub Apps whose comments are read. */
  readonly apps: readonly number[];
}

/** Levels under which a repository's own settings may not go. */
export interface RuleFloor {
  readonly rules: Readonly<Record<string, readonly RuleSetting[]>>;
  /** Each rule's own level is one, too: what the organisation wants could not be read. */
  readonly own: boolean;
}

/** How a pull request is written to: one comment kept up to date, a new one for each new answer, or none. */
export type CommentMode = "update" | "hide-and-new" | "off";

/** Names of labels that tell of a pull request what its check tells; what has no name is not labelled. */
export interface LabelConfig {
  /** The merge is held. */
  readonly blocked?: string;
  /** It breaks data or readers, planned and waived or not. */
  readonly breaking?: string;
}

/** `.github/dataplan.yml`, read and completed with the defaults. */
export interface Config {
  readonly mode: "enforce" | "audit";
  readonly comment: CommentMode;
  readonly labels: LabelConfig;
  /** The major version of the PostgreSQL server that the migrations run on. */
  readonly postgresVersion: number;
  /** The version of the MySQL server that the migrations run on. */
  readonly mysqlVersion: string;
  /** The schema that an unqualified name means. */
  readonly defaultSchema: string;
  /** The role or the tool that runs the migrations sets `lock_timeout` by itself. */
  readonly lockTimeoutSet: boolean;
  /** Globs of the files that may be plans. */
  readonly plans: readonly string[];
  readonly rules: Readonly<Record<string, readonly RuleSetting[]>>;
  readonly migrations: readonly MigrationRoot[];
  /** Globs of migrations whose opaque statements the team answers for itself. */
  readonly opaque: readonly string[];
  /** Globs of files that are none of our business. */
  readonly ignore: readonly string[];
  /** dbt source (`source.table`) → relation (`schema.table`), where the names differ. */
  readonly relations: Readonly<Record<string, string>>;
  /** What a comment in a migration may silence: nothing, what is for review and below, or what blocks too. */
  readonly suppressions: "ignore" | "review-only" | "honour";
  /** Sizes by the table's usual spelling. */
  readonly tables: Readonly<Record<string, TableSize>>;
  readonly waivers: readonly Waiver[];
  /** Days that a waiver may be granted for, from the day on which it is looked at. */
  readonly waiverMaxDays: number;
  readonly grace: Grace;
  readonly commands: CommandConfig;
  /** What an approved plan has to rest on: its own word, or a review of this very head by an owner whose change it is not. */
  readonly approvals: "stated" | "verified";
  /** The organisation's, where it has one. */
  readonly floor?: RuleFloor;
}

/** A mistake in a configuration file, with the place and the way out. */
export interface ConfigError {
  readonly place: Place;
  readonly message: string;
}
