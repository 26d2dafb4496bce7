import type { EnumLabel } from "../../../model/migration.ts";
import type { ColumnState, EnumLabels } from "./state.ts";
import type { Step } from "./step.ts";

const elementOf = (type: string): string => type.replace(/(?:\[\])+$/, "");

const labelsOf = (type: string | undefined, step: Step): EnumLabels | undefined =>
  type === undefined ? undefined : step.state.types.get(elementOf(type))?.labels;

/** What the values of a column are among: the labels of its enum, or of the one that it had before this migration made text of it. */
const heldBy = (column: ColumnState | undefined, step: Step): EnumLabels | undefined =>
  labelsOf(column?.type, step) ?? (column?.heldBy === step.migration ? column.held : undefined);

/** Labels that a column can hold and its new enum lacks; undefined where the two are not both known. */
export function lostLabels(column: ColumnState | undefined, to: string, step: Step): readonly EnumLabel[] | undefined {
  const [before, after] = [heldBy(column, step), labelsOf(to, step)];
  if (before === undefined || after === undefined) return undefined;
  return [...before].filter(([label]) => !after.has(label)).map(([label, born]) => ({ label, born }));
}

/** A label that went over from the enum before is as old as it was there. */
export function ageLabels(column: ColumnState | undefined, to: string, step: Step): void {
  const before = heldBy(column, step);
  const type = step.state.types.get(elementOf(to));
  if (before === undefined || type?.labels === undefined) return;
  const labels = new Map([...type.labels].map(([label, born]) => [label, before.get(label) ?? born]));
  step.state.types.set(elementOf(to), { ...type, labels });
}

/** What is kept of the labels when a column becomes something else, for the second half of the way through text. */
export function keepLabels(column: ColumnState | undefined, to: string, step: Step) {
  const held = labelsOf(to, step) === undefined ? heldBy(column, step) : undefined;
  return held === undefined ? {} : { held, heldBy: step.migration };
}
