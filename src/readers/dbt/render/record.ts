import type { Value } from "../../../jinja/value.ts";

/** A call of `ref`. Names are undefined where only a run knows them. */
export interface RefCall {
  readonly kind: "ref";
  readonly name?: string;
  readonly package?: string;
  readonly version?: string;
  readonly path: string;
  readonly line: number;
}

export interface SourceCall {
  readonly kind: "source";
  readonly source?: string;
  readonly table?: string;
  readonly path: string;
  readonly line: number;
}

/** A call of `function`: one that the project builds in its warehouse. */
export interface FunctionCall {
  readonly kind: "function";
  readonly name?: string;
  readonly package?: string;
  readonly path: string;
  readonly line: number;
}

export type ReadCall = RefCall | SourceCall | FunctionCall;

/** A call of `config`: its settings, and whether it was given some that cannot be told. */
export interface ConfigCall {
  readonly values: ReadonlyMap<string, Value>;
  readonly open: boolean;
  /** A variable's default took part: whoever runs the project may say otherwise. */
  readonly likely: boolean;
}

export interface UnknownMacro {
  readonly name: string;
  readonly path: string;
  readonly line: number;
}

/** What a template did while it was rendered. */
export class Recorder {
  readonly reads: ReadCall[] = [];
  readonly configs: ConfigCall[] = [];
  readonly unknownMacros: UnknownMacro[] = [];
  /** Printed relation, in lower case → the call that stands behind it. */
  readonly relations = new Map<string, ReadCall>();
  askedIncremental = false;
  askedGraph = false;
  askedVariable = false;
  usedDefault = false;
}
