import type { Spot } from "./source.ts";

/** What ended a rendering: `limit` is a budget that was used up, `raised` the template's own error, `template` everything else. */
export type FailureKind = "limit" | "raised" | "template";

/** Thrown inside the interpreter only; `render` answers with it as a value. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly kind: FailureKind;
  readonly spot: Spot | undefined;
  constructor(kind: FailureKind, reason: string, spot?: Spot) {
    super(reason);
    this.kind = kind;
    this.spot = spot;
  }
}
