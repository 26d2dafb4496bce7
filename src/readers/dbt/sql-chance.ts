import { HOLE } from "./sql-words.ts";

/** Text that names no function: comments and strings. */
const ASIDE = /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^']|'')*'/g;
const DRAWN =
  /(?<![\w.])(?:rand|random|uuid_string|generate_uuid|gen_random_uuid|uuid_generate_v4|newid|uniform|randbytes)\s*\(/gi;
const NUMBERED = /\b(?:row_number|first_value|last_value)\s*\([^()]*\)\s*(?:(?:ignore|respect)\s+nulls\s*)?over\s*\(/gi;
/** Sorting by chance takes a sample, and a seeded generator repeats itself. */
const SEEDED = /\bsetseed\s*\(|\bseed\b/i;

/**
 * What makes SQL answer differently when nothing but the run changed: `random()`, `row_number() without order`. A call whose arguments
 * are not all read (`rand(42)`, a Jinja value) is taken to be seeded.
 */
export function chanceIn(masked: string): readonly string[] {
  const sql = masked.replaceAll(ASIDE, " ").toLowerCase();
  if (SEEDED.test(sql)) return [];
  const found = new Set<string>();
  for (const match of sql.matchAll(DRAWN)) {
    const inside = argumentsAt(sql, match.index + match[0].length);
    if (inside?.trim() === "") found.add(`${match[0].replace(/\W+$/, "")}()`);
  }
  for (const match of sql.matchAll(NUMBERED)) {
    const inside = argumentsAt(sql, match.index + match[0].length);
    // A macro may bring the order; one value for the whole partition needs none.
    if (inside === undefined || /\border\s+by\b/.test(inside) || inside.includes(HOLE)) continue;
    found.add(`${/\w+/.exec(match[0])?.[0] ?? ""}() without order`);
  }
  return [...found].toSorted();
}

/** What stands between the parenthesis that was opened just before and its end. */
function argumentsAt(sql: string, from: number): string | undefined {
  let open = 1;
  for (let at = from; at < sql.length && at < from + LONGEST; at++) {
    if (sql[at] === "(") open++;
    else if (sql[at] === ")") open--;
    if (open === 0) return sql.slice(from, at);
  }
  return undefined;
}

const LONGEST = 2_000;
