import type { OperationOf } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer } from "../../../model/way.ts";
import type { Token } from "../../../sql/lex.ts";
import { findTable } from "../ask/find-table.ts";
import { builtAndTaken, columnAlone, type KeyWords } from "./column-alone.ts";
import { isPartitioned } from "./partitioned.ts";
import { proveNotNull } from "./prove-not-null.ts";
import { begins, type Site, siteOf, unnamed, written } from "./site.ts";

/** A unique or primary key whose index is built first, while writes go on, and then taken over. */
export function attachIndex(operation: OperationOf<"constraint-added">, context: Context): Offer {
  const site = siteOf(operation, context);
  const { name, constraint } = operation;
  if (site === undefined || name === undefined || isPartitioned(site) === true) return {};
  if (constraint !== "unique" && constraint !== "primary key") return {};
  if (!begins(site.words, "add")) return { way: columnAlone(site) };
  const key = keyWords(site, unnamed(site.words.slice(1)));
  if (key === undefined) return {};
  if (constraint === "unique") return { way: builtAndTaken(site, "UNIQUE", name, key) };
  // A primary key makes its columns NOT NULL, and reads the whole table where they are not yet.
  const known = findTable(context.base, operation);
  const open = operation.columns.filter((column) => known?.columns[column]?.nullable !== false);
  if (open.length > 0 && context.config.postgresVersion < 12) return {};
  const proved = open.length === 0 ? [] : proveNotNull(site, open);
  return { way: [...proved, ...builtAndTaken(site, "PRIMARY KEY", name, key)] };
}

function keyWords(site: Site, words: readonly Token[]): KeyWords | undefined {
  let rest = words.slice(begins(words, "primary", "key") ? 2 : 1);
  const take = (count: number): string => {
    const taken = written(site, rest.slice(0, count));
    rest = rest.slice(count);
    return taken;
  };
  const brackets = (): number => closing(rest);
  const nulls = begins(rest, "nulls", "not", "distinct") ? take(3) : begins(rest, "nulls", "distinct") ? take(2) : "";
  if (rest[0]?.text !== "(") return undefined;
  const columns = take(brackets());
  if (/\boverlaps\b/i.test(columns)) return undefined;
  const include = begins(rest, "include") ? `${take(1)} ${take(brackets())}` : "";
  const storage = begins(rest, "with") ? `${take(1)} ${take(brackets())}` : "";
  let place = "";
  if (begins(rest, "using", "index", "tablespace")) {
    rest = rest.slice(2);
    place = take(2);
  }
  const options = [include, nulls, storage, place].filter((part) => part !== "").map((part) => ` ${part}`);
  return { columns, options: options.join(""), attributes: rest.length === 0 ? "" : ` ${written(site, rest)}` };
}

function closing(words: readonly Token[]): number {
  let depth = 0;
  for (const [at, { text }] of words.entries()) {
    if (text === "(") depth++;
    else if (text === ")" && --depth === 0) return at + 1;
  }
  return words.length;
}
