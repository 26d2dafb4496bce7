import type { EnumLabel, OperationOf } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer } from "../../../model/way.ts";
import { quoteName, quotePath, quoteText } from "../../../sql/quote.ts";
import { inBatches } from "./in-batches.ts";
import { freeName, siteOf } from "./site.ts";

/** PostgreSQL takes no label from an enum: it stays in the type, and a CHECK keeps it out of the table. */
export function keepLabels(
  operation: OperationOf<"column-retyped">,
  lost: readonly EnumLabel[],
  context: Context,
): Offer {
  const site = siteOf(operation, context);
  const column = operation.subject.at(-1);
  if (site === undefined || column === undefined) return {};
  const own = quoteName(column);
  const labels = lost.map(({ label }) => quoteText(label)).join(", ");
  const check = quoteName(freeName(site, column, "kept_out"));
  const blank = "NULL /* the value that takes their place */";
  return {
    way: [
      inBatches(
        site,
        `${own} = ${blank}`,
        `${own} IN (${labels})`,
        "When no code writes it any more, a job that gives the old rows another value; put yours in",
        [blank],
      ),
      {
        title: "A later migration that keeps it out of new rows; it stays in the type, unused",
        sql: `ALTER TABLE ${site.name} ADD CONSTRAINT ${check} CHECK (${own} NOT IN (${labels})) NOT VALID;`,
        runs: "migration",
        release: "later",
      },
      {
        title: "The migration after that: look at the old rows while reads and writes go on",
        sql: `ALTER TABLE ${site.name} VALIDATE CONSTRAINT ${check};`,
        runs: "migration",
        release: "later",
      },
    ],
  };
}

/** The new name as a second label; rows move to it in every column of the type, and the old label stays, unused. */
export function addLabel(operation: OperationOf<"enum-label-renamed">, context: Context): Offer {
  const [, schema = "", name = ""] = operation.subject;
  const { from, to } = operation;
  const [old, fresh] = [quoteText(from.label), quoteText(to)];
  return {
    way: [
      {
        title: "A migration that adds the new name beside the old one, for code to read both and write the new one",
        sql: `ALTER TYPE ${quotePath([schema, name])} ADD VALUE ${fresh} AFTER ${old};`,
        runs: context.config.postgresVersion < 12 ? "outside-transaction" : "migration",
        release: "now",
      },
    ],
  };
}
