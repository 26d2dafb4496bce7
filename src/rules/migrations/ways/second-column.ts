import type { OperationOf } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer, Step } from "../../../model/way.ts";
import { ownName } from "../../../sql/choose-name.ts";
import { quoteName } from "../../../sql/quote.ts";
import { findTable } from "../ask/find-table.ts";
import { inBatches } from "./in-batches.ts";
import { computed, hasEquality, rowTrigger } from "./keep-equal.ts";
import { proveNotNull } from "./prove-not-null.ts";
import { begins, freeName, indexOfWord, type Site, siteOf, written } from "./site.ts";

/** Another type by way of a second column that a trigger keeps equal, filled in batches, and then given the first one's name. */
export function throughSecondColumn(operation: OperationOf<"column-retyped">, context: Context): Offer {
  const site = siteOf(operation, context);
  const column = operation.subject.at(-1);
  if (site === undefined || column === undefined || !begins(site.words, "alter") || !hasEquality(operation.to))
    return {};
  // The types of an enum that is made anew change their names on the way.
  if (operation.lost !== undefined) return {};
  const to = retyped(site, column);
  if (to === undefined) return {};
  const { columns = {} } = site.table ?? {};
  const free = (suffix: string): string => ownName(column, "", suffix, (name) => columns[name] !== undefined);
  const [fresh, old] = [free("new"), free("old")];
  const trigger = rowTrigger(site, freeName(site, fresh, "sync"), computed(site, fresh, to.value));
  if (trigger === undefined) return {};
  const alter = `ALTER TABLE ${site.name}`;
  const required = findTable(context.base, operation)?.columns[column]?.nullable === false;
  return {
    way: [
      {
        title: `A migration that adds \`${fresh}\` and keeps it equal`,
        sql: `${alter} ADD COLUMN ${quoteName(fresh)} ${to.type};\n${trigger.create}`,
        runs: "migration",
        release: "now",
      },
      inBatches(
        site,
        `${quoteName(fresh)} = ${to.value}`,
        `${quoteName(fresh)} IS DISTINCT FROM ${to.cast}`,
        "A job that fills the old rows, until it changes none; a value that does not fit stops it here, and nothing else",
      ),
      ...(required ? proveNotNull(site, [fresh]) : []),
      swap(site, { column, fresh, old, drop: trigger.drop }),
      {
        title: `The release after that, when nobody misses \`${old}\``,
        sql: `${alter} DROP COLUMN ${quoteName(old)};`,
        runs: "migration",
        release: "later",
      },
    ],
  };
}

/** `ALTER COLUMN c TYPE type USING expression`, taken apart. */
function retyped(site: Site, column: string): { type: string; value: string; cast: string } | undefined {
  const { words } = site;
  const at = indexOfWord(words, "type", 2);
  if (at < 0) return undefined;
  const using = indexOfWord(words, "using", at);
  const type = written(site, words.slice(at + 1, using < 0 ? undefined : using));
  const collate = indexOfWord(words, "collate", at);
  const bare = collate < 0 ? type : written(site, words.slice(at + 1, collate));
  const value = using < 0 ? quoteName(column) : `(${written(site, words.slice(using + 1))})`;
  // Only to compare: a cast that is asked for cuts a text that is too long, where an assignment refuses it.
  return type === "" ? undefined : { type, value, cast: `${value}::${bare}` };
}

interface Names {
  readonly column: string;
  readonly fresh: string;
  readonly old: string;
  readonly drop: string;
}

function swap(site: Site, { column, fresh, old, drop }: Names): Step {
  const alter = `ALTER TABLE ${site.name}`;
  const todo = leftBehind(site, column).map((what) => `-- make for ${quoteName(fresh)} first: ${what}\n`);
  return {
    title: "A later migration that swaps the names at once, so that no query has to change",
    sql: `${todo.join("")}${drop}
${alter} RENAME COLUMN ${quoteName(column)} TO ${quoteName(old)};
${alter} RENAME COLUMN ${quoteName(fresh)} TO ${quoteName(column)};`,
    runs: "migration",
    release: "later",
  };
}

/** What stays with the old column, as far as the history knows. */
function leftBehind({ operation, context }: Site, column: string): readonly string[] {
  const before = findTable(context.base, operation);
  const built = Object.entries(before?.indexes ?? {}).flatMap(([name, { uses }]) =>
    uses.includes(column) && before?.constraints[name] === undefined ? [`index ${quoteName(name)}`] : [],
  );
  const kept = Object.entries(before?.constraints ?? {}).flatMap(([name, { type, columns }]) =>
    columns.includes(column) && type !== "not null" ? [`constraint ${quoteName(name)} (${type})`] : [],
  );
  const filled = before?.columns[column]?.hasDefault === true ? ["its default"] : [];
  return [...new Set([...kept, ...built, ...filled])].map((what) => what.replaceAll(/[\r\n]/g, " "));
}
