import { equations } from "./equations.ts";
import type { Checked, Passage, Sheet } from "./statement.ts";

/** Every sum that a document states, reckoned again, in the order of its lines. */
export function checkSums(passages: readonly Passage[], sheets: readonly Sheet[]): readonly Checked[] {
  const cells = sheets.flatMap(({ head, rows }) => [...head, ...rows.flat()]);
  return [...passages, ...cells].flatMap(equations).toSorted((one, other) => one.place.line - other.place.line);
}
