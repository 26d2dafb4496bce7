import type { OperationOf } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer, Step } from "../../../model/way.ts";
import { quoteName, quotePath } from "../../../sql/quote.ts";
import { findTable } from "../ask/find-table.ts";
import { freeName, type Site, siteOf } from "./site.ts";

const keptName = (site: Site, part: string): string => quotePath([site.schema, freeName(site, part, "kept")]);

/** A copy of what goes, taken in the migration in which it goes. */
export function archiveTable(operation: OperationOf<"relation-dropped">, context: Context): Offer {
  const site = siteOf(operation, context);
  if (site === undefined || operation.view) return {};
  return {
    way: [
      {
        title: "A later release, when nothing reads or writes it: keep the rows, then drop",
        sql: `CREATE TABLE ${keptName(site, "")} AS TABLE ${site.name};\nDROP TABLE ${site.name}${operation.cascade ? " CASCADE" : ""};`,
        runs: "migration",
        release: "later",
      },
    ],
  };
}

/** First new code may leave the column out; when nobody uses it any more, its values are kept beside the table's key. */
export function archiveColumn(operation: OperationOf<"column-dropped">, context: Context): Offer {
  const site = siteOf(operation, context);
  const column = operation.subject.at(-1);
  if (site === undefined || column === undefined) return {};
  const before = findTable(context.base, operation);
  const key = Object.values(before?.constraints ?? {}).find(({ type }) => type === "primary key")?.columns ?? [];
  const { nullable, hasDefault } = before?.columns[column] ?? {};
  const own = quoteName(column);
  const freed: readonly Step[] =
    nullable === false && hasDefault !== true && !key.includes(column)
      ? [
          {
            title: "A migration that lets new code leave it out",
            sql: `ALTER TABLE ${site.name} ALTER COLUMN ${own} DROP NOT NULL;`,
            runs: "migration",
            release: "now",
          },
        ]
      : [];
  // Without a known key only whole rows can be told apart.
  const kept = key.length === 0 || key.includes(column) ? "*" : [...key.map(quoteName), own].join(", ");
  return {
    way: [
      ...freed,
      {
        title: "A later release, when nothing reads or writes it: keep the values, then drop",
        sql: `CREATE TABLE ${keptName(site, column)} AS SELECT ${kept} FROM ${site.name};
ALTER TABLE ${site.name} DROP COLUMN ${own}${site.words.at(-1)?.text === "cascade" ? " CASCADE" : ""};`,
        runs: "migration",
        release: "later",
      },
    ],
  };
}
