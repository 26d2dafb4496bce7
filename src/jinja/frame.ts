import type { Output } from "./output.ts";
import type { Run } from "./run.ts";
import type { Scope } from "./scope.ts";
import type { Source } from "./source.ts";
import type { Expression } from "./tree.ts";
import type { Arguments, Value } from "./value.ts";

/** Where a piece of a template runs: what it sees, where its text goes. */
export interface Frame {
  readonly run: Run;
  readonly scope: Scope;
  readonly source: Source;
  readonly out: Output;
  /** The template that is rendered, not a macro of it. */
  readonly top: boolean;
  readonly host: Host;
  /** The macro may have answered in a branch that was not taken: why nobody knows. */
  readonly doubtful: Doubtful;
}

export interface Doubtful {
  reason?: string;
  /** It returned nothing in a branch that dbt's parsing takes, and was followed behind it. */
  skipped?: { readonly value: Value; readonly reason: string };
}

/** What the world around a template answers. */
export interface Host {
  /** A call of a name that leads nowhere; undefined: an error. */
  missing(path: string, run: Run): Value | undefined;
  /** Filters and tests beyond Jinja's own. */
  readonly filters: ReadonlyMap<string, Filter>;
  readonly tests: ReadonlyMap<string, Filter>;
  /** A template that is imported, by its name. */
  load?(name: string): Source | undefined;
}

/** The value comes first, the arguments follow. */
export type Filter = (value: Value, args: Arguments, run: Run, frame: Frame) => Value;

/** Evaluates one expression of the frame. */
export type Evaluate = (node: Expression, frame: Frame) => Value;
