import type { Value } from "../../../jinja/value.ts";
import type { PlacedAs } from "./placed.ts";
import type { Vars } from "../vars.ts";
import type { GraphNode } from "./graph.ts";
import type { Patience } from "./patience.ts";
import type { Target } from "../production-of.ts";
import type { MacroBook } from "./macro-book.ts";

/** A column as far as it is known without a warehouse. */
export interface KnownColumn {
  readonly name: string;
  readonly type?: string;
}

/** What every rendering of one project shares. */
export interface RenderingWorld {
  /** Name of the project, which is also that of its macros. */
  readonly project: string;
  /** `postgres`, `snowflake`, `bigquery` … as dbt calls the adapter. */
  readonly adapter: string;
  readonly production: Target;
  readonly vars: Vars;
  readonly book: MacroBook;
  /** Every node of the repository; a rendering rests on them only where it asks for the graph. */
  readonly graph: { readonly nodes: readonly GraphNode[]; readonly digest: string };
  /** What stands under another name than its own. */
  readonly placed: PlacedAs;
  readonly patience: Patience;
  /** `dispatch:` of the project: package → where its macros are looked for. */
  readonly searchOrder: ReadonlyMap<string, readonly string[]>;
}

/** One rendering: which template, and how. */
export interface RenderingOf {
  readonly name: string;
  readonly path: string;
  readonly incremental: boolean;
  /** What was said outside of the file, for `config.get`. */
  readonly stated: (key: string) => Value | undefined;
  /** The columns of a relation that a `ref` or `source` printed, where they have been inferred. */
  readonly columns?: (relation: string) => readonly KnownColumn[] | undefined;
}
