import type { Place } from "./place.ts";
import type { QualityCheck } from "./quality.ts";
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

/** A column as the warehouse has it. */
export interface KnownColumn {
  readonly name: string;
  readonly type?: string;
}

export interface ModelColumn {
  readonly name: string;
  readonly type?: string;
  /** It has a description. */
  readonly described?: true;
  readonly tests: readonly string[];
  readonly place: Place;
}

export interface SeedRows {
  readonly rows: number;
  /** The values of its first column, where no two rows share one. */
  readonly keys?: readonly string[];
  /** By column: `integer`, `text` …; absent where it holds nothing. */
  readonly types: readonly (string | undefined)[];
}

/** A constraint of a contract. */
export interface ModelConstraint {
  /** Absent where it is the model's as a whole. */
  readonly column?: string;
  /** `not_null`, `primary_key` … */
  readonly type: string;
  /** All that dbt compares of it: two that are spelt alike are the same. */
  readonly spelt: string;
  /** The author asked not to be told that the database does not enforce it. */
  readonly quiet?: true;
  readonly place: Place;
}

/** The SQL that dbt would run for a model, as far as it can be told without a run, and what leads its names to facts. */
export interface ModelQuery {
  readonly sql: string;
  /** How rows are added, where that is another text. */
  readonly increment?: string;
  /** As dbt calls the database: `snowflake`. */
  readonly adapter: string;
  /** `schema.name` as the SQL says it, in lower case → the ids that it may mean. */
  readonly relations: Readonly<Record<string, readonly string[]>>;
  /** Names that stand in the text for what only a run knows → what that is. */
  readonly holes: Readonly<Record<string, string>>;
  /** Words of texts that a run may put in as well, in lower case. */
  readonly maybe?: readonly string[];
  /** A variable took part: set otherwise, the project may have another text here. */
  readonly varies?: true;
  /** The line of the model's file that wrote each line of `sql`. */
  readonly lines: readonly number[];
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
  /** Of a model with versions: which one this is, and whether a `ref` without a version means it. */
  readonly version?: string;
  readonly latest?: boolean;
  readonly group?: string;
  readonly access?: "private" | "protected" | "public";
  readonly owner?: string;
  /** Documented columns, in the order of the properties file. */
  readonly columns: readonly ModelColumn[];
  readonly constraints?: readonly ModelConstraint[];
  /** Ids of the models and sources that its SQL names through `ref` and `source`. */
  readonly reads: readonly string[];
  /** Lower-case words of its SQL outside strings and comments, sorted: what a column's name is looked for in. */
  readonly words: readonly string[];
  /** Its output takes every column of something that it reads: a `*` that reaches the end, not one that only imports. */
  readonly star: boolean;
  /** Word → the aliases given to select items that use it (`upper(code) as label`: `code` → `label`); lower case. */
  readonly renames?: Readonly<Record<string, readonly string[]>>;
  readonly settings?: NodeSettings;
  /** Absent where the text is no SQL, or could not be rendered to its end. */
  readonly query?: ModelQuery;
  /** The columns of a seed, as its first line names them. */
  readonly header?: readonly string[];
  /** Of a seed that is not too large: how many rows it has, what keeps them apart, and what dbt takes its columns for. */
  readonly seed?: SeedRows;
  /** Where dbt built it (`database.schema.name`), and the columns that it had there, by dbt's own artefacts where they are not stale. */
  readonly relation?: string;
  readonly known?: readonly KnownColumn[];
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
  /** All columns that it has in the warehouse, by dbt's own catalog where it is not stale. */
  readonly known?: readonly KnownColumn[];
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
  /** How loud it is: `severity`, `error_if`, `warn_if`, `limit` … */
  readonly settings?: NodeSettings;
  /** What it looks after; absent where nobody can tell. */
  readonly checks?: readonly QualityCheck[];
}

/** A part of the semantic layer that is read by its name: an entity, a dimension or a measure, with the words of its SQL. */
export interface SemanticPart {
  readonly name: string;
  readonly part: "entity" | "dimension" | "measure";
  /** `primary`, `time`, `sum` … */
  readonly type?: string;
  /** What it is made of; its own name where nothing is said. */
  readonly expr: string;
  readonly place: Place;
}

/** A semantic model, a metric or a saved query. `id` is `<resource>.<project>.<name>`. */
export interface Semantic extends Seen<"semantic"> {
  readonly resource: "semantic_model" | "metric" | "saved_query";
  readonly name: string;
  readonly label: string;
  /** Of a metric: `simple`, `ratio` … */
  readonly type?: string;
  readonly owner?: string;
  /** Ids of models, semantic models and metrics. */
  readonly reads: readonly string[];
  readonly parts: readonly SemanticPart[];
  /** Lower-case names of columns, measures, dimensions and metrics that it uses, sorted. */
  readonly words: readonly string[];
  /** What it uses → the names under which it hands it on. */
  readonly renames: Readonly<Record<string, readonly string[]>>;
}

/** SQL in a dbt project that dbt does not build: an analysis, the query of a notebook or a report. `id` is `raw-query.<path>`. */
export interface RawQuery extends Seen<"raw-query"> {
  readonly project: string;
  readonly path: string;
  /** Lower-case names of the models that it reads, by `ref` or as a relation with a schema. */
  readonly refs: readonly string[];
  /** Lower-case words of its SQL outside strings and comments, sorted. */
  readonly words: readonly string[];
}

/** A test of a model on rows that are made up. `id` is `unit-test.<project>.<model>.<name>`. */
export interface UnitTest extends Seen<"unit-test"> {
  readonly name: string;
  /** The id of the model that is tested. */
  readonly on: string;
  /** What it makes up: the id that stands behind an input, and the columns of its rows where they are in the file. */
  readonly given: readonly { readonly reads: readonly string[]; readonly columns: readonly string[] }[];
  readonly expected: readonly string[];
}

/** A function that the project builds in its warehouse. `id` is `function.<project>.<name>`. */
export interface UserFunction extends Seen<"function"> {
  readonly name: string;
  /** Where its body stands; absent where there is none. */
  readonly path?: string;
  readonly takes: readonly { readonly name: string; readonly type?: string; readonly optional: boolean }[];
  readonly returns?: string;
}
