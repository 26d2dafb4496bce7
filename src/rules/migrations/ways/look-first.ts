import type { Operation } from "../../../model/migration.ts";
import type { Offer } from "../../../model/way.ts";
import { quoteName, quotePath } from "../../../sql/quote.ts";

/** The query that tells whether production has rows that stand in the way. */
export function lookForTwins(operation: Operation, columns: readonly string[]): Offer {
  const named = columns.map(quoteName).join(", ");
  return {
    way: [
      {
        title: "Before: a query that must bring no row",
        sql: `SELECT ${named}, count(*) FROM ${quotePath(operation.relation.slice(1))} GROUP BY ${named} HAVING count(*) > 1;`,
        runs: "query",
        release: "now",
      },
    ],
  };
}
