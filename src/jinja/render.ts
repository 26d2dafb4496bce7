import { callValue } from "./call.ts";
import { evaluate } from "./evaluate.ts";
import { execute, macroOf } from "./execute.ts";
import { Failure } from "./failure.ts";
import { filters } from "./filters/all.ts";
import type { Frame, Host } from "./frame.ts";
import { globals } from "./globals.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { Output } from "./output.ts";
import { ReturnSignal } from "./return-signal.ts";
import { parse } from "./parse.ts";
import { Run, type Doubt } from "./run.ts";
import { Scope } from "./scope.ts";
import { SourceMap } from "./source-map.ts";
import { spotOf, type Source, type Spot } from "./source.ts";
import { tests } from "./tests.ts";
import type { Expression, MacroNode, Statement } from "./tree.ts";
import type { Value } from "./value.ts";

/** A stretch of rendered text that only a run knows. */
export interface Hole {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

export interface Rendered {
  /** As much as was written before `error`. */
  readonly text: string;
  readonly map: SourceMap;
  readonly holes: readonly Hole[];
  readonly doubts: readonly Doubt[];
  /** What was taken for granted: reasons of assumed values that decided or were printed. */
  readonly assumed: readonly string[];
  /** Texts of branches that were not taken, and texts handed to functions that nobody knows. */
  readonly beside: readonly string[];
  readonly error?: RenderError;
}

export interface RenderError {
  readonly kind: Failure["kind"];
  readonly reason: string;
  readonly spot: Spot;
  /** Where the template itself stood, if the spot lies in a macro. */
  readonly top: Spot;
}

export const PLAIN_HOST: Host = { missing: () => undefined, filters, tests };

/** One rendering, begun: macros of other files can be made for it before its template runs. */
export class Rendering {
  readonly run: Run;
  readonly host: Host;
  readonly #main: Source;

  constructor(main: Source, host: Host = PLAIN_HOST, limits: Limits = DEFAULT_LIMITS) {
    this.#main = main;
    this.host = host;
    this.run = new Run(main, limits, (callee, args, run) => callValue(callee, args, run, host));
  }

  /** A macro of another file, which sees `scope`. */
  macro(node: MacroNode, source: Source, scope: Scope): Value {
    const { run, host } = this;
    return macroOf(node, { run, host, source, scope, out: new Output(), top: false, doubtful: {} });
  }

  /**
   * A text with Jinja in it, met on the way: one lone expression keeps its type. For functions of the host, inside a
   * rendering only: it throws as they do.
   */
  nested(text: string, scope: Scope): Value {
    const { body, broken } = parse(text);
    if (broken !== undefined) throw this.run.failure(`a text with ${broken.reason}`);
    const { source, at } = this.run;
    const out = new Output();
    const frame: Frame = { ...this.#frame(scope, out), source: { path: this.#main.path, text }, top: false };
    const [only] = body;
    this.run.source = frame.source;
    const value =
      body.length === 1 && only?.kind === "output" ? evaluate(only.value, frame) : (execute(body, frame), out.text());
    Object.assign(this.run, { source, at });
    return value;
  }

  /** Runs a body of the template. Never throws on what a template says. */
  render(body: readonly Statement[], scope: Scope): Rendered {
    const map = new SourceMap();
    const out = new Output(map);
    const frame = this.#frame(scope, out);
    const error = this.#guarded(() => void execute(body, frame));
    const text = out.text();
    const { run } = this;
    return {
      text,
      map,
      holes: run.holesIn(text),
      doubts: run.doubts,
      assumed: [...run.assumed],
      beside: [...run.ghostTexts, ...run.handed],
      ...(error !== undefined && { error }),
    };
  }

  /** The value of one expression, as a setting holds it; undefined where it cannot be had. */
  value(node: Expression, scope: Scope): Value | undefined {
    let value: Value | undefined;
    const error = this.#guarded(() => {
      value = evaluate(node, this.#frame(scope, new Output()));
    });
    return error === undefined ? value : undefined;
  }

  #frame(scope: Scope, out: Output): Frame {
    return { run: this.run, host: this.host, source: this.#main, scope, out, top: true, doubtful: {} };
  }

  #guarded(inner: () => void): RenderError | undefined {
    const { run } = this;
    try {
      inner();
      return undefined;
    } catch (error) {
      const top = spotOf(this.#main, run.top);
      if (error instanceof ReturnSignal) return undefined;
      if (error instanceof Failure) return { kind: error.kind, reason: error.message, spot: error.spot ?? top, top };
      // The depth that JavaScript allows is the last guard.
      if (error instanceof RangeError) return { kind: "limit", reason: "calls nested too deep", spot: top, top };
      throw error;
    }
  }
}

/** The names that every template sees, and those of `own`. */
export function rootScope(own: Iterable<readonly [string, Value]>, host?: (name: string) => Value | undefined): Scope {
  const scope = new Scope(undefined, host);
  for (const [name, value] of globals) scope.set(name, value);
  for (const [name, value] of own) scope.set(name, value);
  return scope;
}
