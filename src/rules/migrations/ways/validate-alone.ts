import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer } from "../../../model/way.ts";
import { quoteName } from "../../../sql/quote.ts";
import { siteOf } from "./site.ts";

/** A validation lets people read and write: only what its transaction did before keeps them out meanwhile. Rows that are filled are the author's to part into batches. */
export function validateAlone(operation: Operation, context: Context): Offer {
  if (operation.action !== "constraint-validated") return {};
  const site = siteOf(operation, context);
  if (site === undefined) return {};
  return {
    way: [
      {
        title:
          "The next migration, when the locks of this one are gone: look at the old rows while reads and writes go on",
        sql: `ALTER TABLE ${site.name} VALIDATE CONSTRAINT ${quoteName(operation.name)};`,
        runs: "migration",
        release: "now",
      },
    ],
  };
}
