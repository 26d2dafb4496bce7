import { Failure } from "./failure.ts";
import { Unknown, type Value } from "./value.ts";

export const standOf = (value: Value): Value => (value instanceof Unknown ? value.stand : value);

/** What an operation on tainted values answers: the same operation on their stand-ins, tainted again. */
export function lift(values: readonly Value[], compute: (stands: readonly Value[]) => Value): Value {
  const taints = values.filter((value) => value instanceof Unknown);
  const hard = taints.find(({ assumed }) => !assumed);
  const reason = (hard ?? taints[0])?.reason ?? "";
  try {
    const stand = compute(values.map(standOf));
    return stand instanceof Unknown ? stand : new Unknown(reason, stand, hard === undefined);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === "limit") throw error;
    return new Unknown(reason);
  }
}
