import { findQuantities } from "../../quantity/find.ts";
import type { Measure, Quantity } from "../../quantity/quantity.ts";

export interface Wanted {
  readonly measure: Measure;
  /** Per time (`true`), per nothing (`false`); either where not said. */
  readonly rate?: boolean;
}

/** The quantities of a text that count this, in the order in which they stand there. */
export function quantitiesOf(text: string, { measure, rate }: Wanted): readonly Quantity[] {
  return findQuantities(text)
    .map(({ quantity }) => quantity)
    .filter((quantity) => quantity.measure === measure && (rate === undefined || isRate(quantity) === rate));
}

export const isRate = ({ per }: Quantity): boolean => per.some(({ measure }) => measure === "time");
