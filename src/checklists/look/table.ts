import type { PlanTable, Said } from "../../model/plan-part.ts";
import type { Stage } from "./stage.ts";

/** The stage's tables that have a column for each pattern. */
export const tablesWith = (stage: Stage, ...columns: readonly RegExp[]): readonly PlanTable[] =>
  stage.tables.filter((table) => columns.every((column) => columnAt(table, column) >= 0));

export const columnAt = ({ columns }: PlanTable, column: RegExp): number =>
  columns.findIndex((name) => column.test(name.toLowerCase()));

/** The cells of a column, top down; empty where the table has no such column. */
export function cellsOf(table: PlanTable, column: RegExp): readonly Said[] {
  const at = columnAt(table, column);
  return at < 0 ? [] : table.rows.flatMap((row) => row[at] ?? []);
}
