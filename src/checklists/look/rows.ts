import type { PlanTable, Said } from "../../model/plan-part.ts";
import { columnAt } from "./table.ts";

/** The cells of a row under each of the columns asked for; undefined where the table has no such column. */
export const rowsBy = <N extends string>(
  table: PlanTable,
  columns: Readonly<Record<N, RegExp>>,
): readonly Readonly<Record<N, Said | undefined>>[] => {
  const at = Object.entries<RegExp>(columns).map(([name, column]) => [name, columnAt(table, column)] as const);
  return table.rows.map(
    (row) =>
      Object.fromEntries(at.map(([name, i]) => [name, i < 0 ? undefined : row[i]])) as Record<N, Said | undefined>,
  );
};

/** An empty cell; one with a placeholder is told by itself. */
export const isEmpty = (cell: Said | undefined): cell is Said => cell !== undefined && cell.text.trim() === "";
