import { Failure, type FailureKind } from "./failure.ts";
import type { Limits } from "./limits.ts";
import { spotOf, type Source, type Spot } from "./source.ts";
import { plainText } from "./text-of.ts";
import { Undefined, Unknown, type Arguments, type Running, type Value } from "./value.ts";

/** Something that a rendering rests on and that a run may do differently. */
export interface Doubt {
  readonly reason: string;
  readonly spot: Spot;
  /** Where the template itself stood, if the spot lies in a macro. */
  readonly top: Spot;
}

const HOLE = /dataplan_hole_(\d+)_/gi;
const MARK = "dataplan_hole_";
/** A ghost may use up this share of the steps. */
const GHOST_SHARE = 4;
const ASKED_EVERY = 4096;

/** How a `Run` calls a value: handed in, since calling evaluates, and evaluating needs a `Run`. */
type Caller = (callee: Value, args: Arguments, run: Run) => Value;

/** One rendering: its budgets, where it stands, and what it met on the way. */
export class Run implements Running {
  readonly limits: Limits;
  readonly main: Source;
  source: Source;
  /** Offset of the node that is evaluated, in `source`; of the main template's own in `top`. */
  at = 0;
  top = 0;
  depth = 0;
  ghost = false;
  /** Texts that branches not taken would have written. */
  readonly ghostTexts: string[] = [];
  /** Texts that were handed to functions that nobody knows. */
  readonly handed: string[] = [];
  readonly doubts: Doubt[] = [];
  readonly assumed = new Set<string>();
  readonly #holes = new Map<string, number>();
  readonly #caller: Caller;
  #steps = 0;
  #ghostSteps = 0;
  #rounds = 0;
  #nextAsk = ASKED_EVERY;

  constructor(main: Source, limits: Limits, caller: Caller) {
    this.main = main;
    this.source = main;
    this.limits = limits;
    this.#caller = caller;
  }

  get steps(): number {
    return this.#steps;
  }

  charge(steps: number): void {
    this.#steps += steps;
    if (this.ghost && (this.#ghostSteps += steps) > this.limits.steps / GHOST_SHARE)
      throw this.failure("a branch that is too much work to follow", "limit");
    if (this.#steps > this.limits.steps) throw this.failure("more work than a rendering may take", "limit");
    if (this.#steps < this.#nextAsk) return;
    this.#nextAsk = this.#steps + ASKED_EVERY;
    if (this.limits.expired?.() === true) throw this.failure("more time than a rendering may take", "limit");
  }

  round(): void {
    this.#rounds += 1;
    if (this.#rounds > this.limits.rounds) throw this.failure("more loop rounds than a rendering may take", "limit");
  }

  sized(text: string): string {
    if (text.length > this.limits.text) throw this.failure("a text that is too long", "limit");
    if (text.length > 64) this.charge(text.length >> 4);
    return text;
  }

  text(value: Value): string {
    if (typeof value === "string") return value;
    if (value instanceof Undefined) return "";
    if (!(value instanceof Unknown)) return this.sized(plainText(value, this));
    if (value.assumed) {
      this.assumed.add(value.reason);
      return this.text(value.stand);
    }
    return this.#hole(value.reason);
  }

  #hole(reason: string): string {
    const known = this.#holes.get(reason) ?? this.#holes.size;
    this.#holes.set(reason, known);
    return `${MARK}${known}_`;
  }

  /** A text with a hole in it is itself not known. */
  taintOf(value: Value): Unknown | undefined {
    if (value instanceof Unknown) return value;
    if (typeof value !== "string" || this.#holes.size === 0 || !value.includes(MARK)) return undefined;
    const [hole] = this.holesIn(value);
    return hole === undefined ? undefined : new Unknown(hole.reason, value);
  }

  /** What comes out of a text with a hole in it is not known, unless the hole still shows in it. */
  cutFrom(text: Value, answer: Value): Value {
    if (typeof text !== "string" || answer instanceof Unknown) return answer;
    const taint = this.taintOf(text);
    if (taint === undefined || (typeof answer === "string" && this.taintOf(answer) !== undefined)) return answer;
    return new Unknown(taint.reason, answer);
  }

  /** The holes in a rendered text, in order. */
  holesIn(text: string): readonly { readonly from: number; readonly to: number; readonly reason: string }[] {
    const reasons = [...this.#holes.keys()];
    return [...text.matchAll(HOLE)].flatMap((found) => {
      const reason = reasons[Number(found[1])];
      return reason === undefined ? [] : [{ from: found.index, to: found.index + found[0].length, reason }];
    });
  }

  call(callee: Value, args: Arguments): Value {
    return this.#caller(callee, args, this);
  }

  failure(reason: string, kind: FailureKind = "template"): Failure {
    return new Failure(kind, reason, this.spot());
  }

  spot(): Spot {
    return spotOf(this.source, this.at);
  }

  doubt(reason: string): void {
    if (this.ghost || this.doubts.length >= 100) return;
    this.doubts.push({ reason, spot: this.spot(), top: spotOf(this.main, this.top) });
  }
}
