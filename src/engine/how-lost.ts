import type { LostRows } from "../model/observation.ts";
import type { Script } from "../ports.ts";
import { bare, words } from "./statement-text.ts";

/** Takes along what it does not name. */
const DROPS_MORE = /\bdrop\s+(?:schema|type|domain|extension|owned)\b|\bcascade\b/i;
const DROPS_TABLE = /\bdrop\s+table\b|\btruncate\b/i;
const DROPS_PART = /\bdrop\b/i;
const DELETES = /\bdelete\s+from\b/i;
const DELETES_SOME = /\bdelete\s+from\b[\s\S]*\b(?:where|using)\b/i;
/** What is only defined does nothing yet. */
const DEFINES = /^create\s+(?:or\s+replace\s+)?(?:function|procedure|(?:constraint\s+)?trigger|rule)\b/i;
const WRITES = /\b(?:update|merge|delete|type)\b/i;

/**
 * How a way says that it loses the rows of a table, or the values of one of its columns: `dropped` for good and all, `rewritten`
 * under a condition or by an expression, which our made-up values may only happen to meet, or not a word of it.
 */
export function howLost(
  scripts: readonly Script[],
  tables: readonly string[],
  columns: readonly string[],
): LostRows["how"] {
  let how: LostRows["how"] = "silently";
  for (const script of scripts) {
    const sql = bare(script.sql);
    if (DEFINES.test(sql)) continue;
    const named = words(sql);
    if (/\bdrop\b/i.test(sql) && DROPS_MORE.test(sql)) return "dropped";
    if (!tables.some((table) => named.has(table))) continue;
    if (DROPS_TABLE.test(sql) || (DELETES.test(sql) && !DELETES_SOME.test(sql))) return "dropped";
    if (DROPS_PART.test(sql) && columns.some((column) => named.has(column))) return "dropped";
    if (WRITES.test(sql)) how = "rewritten";
  }
  return how;
}
