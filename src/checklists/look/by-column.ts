import type { PlanField } from "../../model/plan-part.ts";
import type { Stage } from "./stage.ts";
import { columnAt } from "./table.ts";

/** The cells of a column as fields: "readings/s | 1 333 | 4 000" under "average | peak" is an average of 1 333 readings/s. */
export const byColumn = ({ tables }: Stage, column: RegExp): readonly PlanField[] =>
  tables.flatMap((table) => {
    const at = columnAt(table, column);
    return at < 1
      ? []
      : table.rows.flatMap((row) => {
          const [head, cell] = [row[0], row[at]];
          if (head === undefined || cell === undefined || cell.open === true) return [];
          const unit = /\S+\/s\b/.exec(head.text)?.[0] ?? "";
          const label = `${table.columns[at] ?? ""} ${head.text}`;
          return [{ label, text: `${cell.text} ${unit}`.trim(), place: cell.place, items: [] }];
        });
  });
