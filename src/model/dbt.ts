import type { Place } from "./place.ts";
import type { Subject } from "./subject.ts";

interface Seen<K extends string> {
  readonly kind: K;
  readonly id: string;
  readonly place: Place;
}

/**
 * What a project says of a node and no field of ours holds (`unique_key`, `partition_by.field`, `meta.critical`, `freshness.error_after.count`):
 * dotted key → its values as text; empty where only a run knows them. Which keys are kept is said in `readers/dbt/kept-settings.ts`.
 */
export type NodeSettings = Readonly<Record<string, readonly string[]>>;

export interface ModelColumn {
  readonly name: string;
  readonly type?: string;
  /** It has a description. */
  readonly described?: true;
  readonly tests: readonly string[];
  readonly place: Place;
}

/** A dbt model, seed or snapshot: its SQL file joined with its properties. `id` is `model.<project>.<name>`. */
export interface Model extends Seen<"model"> {
  readonly subject: Subject;
  readonly resource: "model" | "seed" | "snapshot";
  readonly project: string;
  readonly name: string;
  readonly path: string;
  readonly materialized?: string;
  readonly contract: boolean;
  readonly access?: "private" | "protected" | "public";
  readonly owner?: string;
  /** Documented columns, in the order of the properties file. */
  readonly columns: readonly ModelColumn[];
  /** Ids of the models and sources that its SQL names through `ref` and `source`. */
  readonly reads: readonly string[];
  /** Lower-case words of its SQL outside strings and comments, sorted: what a column's name is looked for in. */
  readonly words: readonly string[];
  /** Its output takes every column of something that it reads: a `*` that reaches the end, not one that only imports. */
  readonly star: boolean;
  /** Word → the aliases given to select items that use it (`upper(code) as label`: `code` → `label`); lower case. */
  readonly renames?: Readonly<Record<string, readonly string[]>>;
  readonly settings?: NodeSettings;
  /** What makes its rows differ from run to run though nothing else changed: `random()`, `row_number() without order`. */
  readonly chance?: readonly string[];
  /** It has a description. */
  readonly described?: true;
}

/** A table that dbt reads but does not build. `id` is `source.<project>.<source>.<table>`. */
export interface Source extends Seen<"source"> {
  readonly subject: Subject;
  /** The relation as the warehouse knows it, after config's `relations`. */
  readonly schema: string;
  readonly identifier: string;
  readonly columns: readonly ModelColumn[];
  readonly owner?: string;
  readonly settings?: NodeSettings;
}

/** Someone outside dbt who reads models: a dashboard, a notebook, an application. */
export interface Exposure extends Seen<"exposure"> {
  readonly subject: Subject;
  readonly label: string;
  readonly type: string;
  readonly owner?: string;
  readonly url?: string;
  readonly reads: readonly string[];
}

/** A test that holds on a model or one of its columns. */
export interface Guarantee extends Seen<"guarantee"> {
  readonly on: string;
  readonly column?: string;
  readonly test: string;
  /** Rows that break it are told of and stop nothing. */
  readonly warns?: true;
}
