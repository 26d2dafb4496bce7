import type { Value } from "./value.ts";

/** Carries the value of `return(…)` out of a macro. */
export class ReturnSignal extends Error {
  override readonly name = "ReturnSignal";
  readonly value: Value;
  constructor(value: Value) {
    super("return");
    this.value = value;
  }
}
