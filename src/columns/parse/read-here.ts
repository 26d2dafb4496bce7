import { lowerQuery } from "./lower-query.ts";
import { loadParser, parseNow } from "./parser.ts";
import { variantOf } from "./raw.ts";
import { withoutNew } from "./same-length.ts";
import type { QueryReader, ReadQuery } from "./query-reader.ts";

function readHere(sql: string, dialect: string): ReadQuery {
  // An entry that hangs in a list without a comma would be the alias of the one before: it is a list of its own.
  const listed = sql.replace(HANGING, (hole) => `,${hole.slice(0, -3)}.*`);
  const better = listed === sql ? undefined : readOne(listed, dialect);
  if (better !== undefined && "query" in better) return better;
  const plain = readOne(sql, dialect);
  const renamed = "unread" in plain ? withoutNew(sql) : sql;
  const other = renamed === sql ? plain : readOne(renamed, dialect);
  return "query" in other ? other : plain;
}

/** What a template left open, on a line of its own behind an entry. */
const HANGING = /(?<=[\w)"'`]\s*\n\s*)[a-z]+_hole_\d+_(?=\s*(?:\n\s*)?(?:from\b|,|\)))/gi;

function readOne(sql: string, dialect: string): ReadQuery {
  const parsed = parseNow(sql, dialect);
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

/** The parser of this thread. */
export const here: QueryReader = { begin: loadParser, read: readHere };
