import type { OperationOf } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer, Step } from "../../../model/way.ts";
import { quoteName } from "../../../sql/quote.ts";
import { addColumnSql, addedColumn } from "./added-column.ts";
import { constraintsApart } from "./column-alone.ts";
import { inBatches } from "./in-batches.ts";
import { proveNotNull } from "./prove-not-null.ts";
import { siteOf } from "./site.ts";

/** The column with no default for the rows that are there: it may be empty until every row has a value that its author knows. */
export function fillFirst(operation: OperationOf<"column-added">, context: Context): Offer {
  const site = siteOf(operation, context);
  const column = site === undefined ? undefined : addedColumn(site);
  const apart = column && constraintsApart(column, ["check", "unique"]);
  if (column === undefined || apart === undefined) return {};
  const name = operation.subject.at(-1) ?? "";
  const blank = "NULL /* the value for rows that have none */";
  const own = quoteName(name);
  const fill = inBatches(
    column.site,
    `${own} = ${blank}`,
    `${own} IS NULL`,
    "When every writer fills it, a job that fills the old rows, until it changes none; put your value in",
    [blank],
  );
  return {
    way: [
      {
        title: "A migration that adds the column, empty",
        sql: `${addColumnSql(column, ["collate", "null", "references"])}${apart.add}`,
        runs: "migration",
        release: "now",
      },
      fill,
      ...proveNotNull(column.site, [name]).map((step): Step => ({ ...step, release: "later" })),
      ...apart.after,
    ],
  };
}
