import type { Value } from "./value.ts";

/** Carries the value of `return(…)` out of a macro; no error, whose trace costs more than most macros do. */
export class ReturnSignal {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}
