import type { Query } from "../query.ts";
import type { Dialect } from "./dialect.ts";
import { lowerQuery } from "./lower-query.ts";
import { parseNow } from "./parser.ts";
import { variantOf } from "./raw.ts";

/** A text is one query, or it is said why not. */
export type ReadQuery = { readonly query: Query } | { readonly unread: string };

/** Reads one query; `readyParser` wants to have been waited for. */
export function readQuery(sql: string, dialect: Dialect): ReadQuery {
  // An entry that hangs in a list without a comma would be the alias of the one before: it is a list of its own.
  const listed = sql.replace(HANGING, (hole) => `,${hole.slice(0, -3)}.*`);
  const better = listed === sql ? undefined : readOne(listed, dialect);
  return better !== undefined && "query" in better ? better : readOne(sql, dialect);
}

/** What a template left open, on a line of its own behind an entry. */
const HANGING = /(?<=[\w)"'`]\s*\n\s*)[a-z]+_hole_\d+_(?=\s*(?:\n\s*)?(?:from\b|,|\)))/gi;

function readOne(sql: string, dialect: Dialect): ReadQuery {
  const parsed = parseNow(sql, dialect.parser);
  if ("unread" in parsed) return parsed;
  const [first, second] = parsed.statements.filter((one) => variantOf(one) !== undefined);
  if (first === undefined) return { unread: "no statement: nothing is left of it" };
  if (second !== undefined) return { unread: "more than one statement" };
  try {
    const query = lowerQuery(first);
    if (query.kind === "opaque") return { unread: `\`${query.what}\` where a query is expected` };
    return { query };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { unread: "nested too deeply" };
  }
}
