const LEADING = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;
const TRANSACTION =
  /^(?:begin|start\s+transaction|commit|end|rollback|abort|savepoint|release|prepare\s+transaction|set\s+(?:local\s+|session\s+)?(?:transaction|role|session\s+authorization|characteristics))\b/i;
const CONCURRENTLY = /\b(index|detach\s+partition\s+[^\s;]+)(\s+)concurrently\b/i;
const CANNOT_REMOVE =
  /^(?:create|comment|grant|revoke|insert|update|delete|merge|set|reset|show|analyze|lock|truncate)\b/i;
const REMOVING_PART = /\b(?:drop|rename|detach|set\s+schema)\b/i;
const READS_ROWS = /^(?:insert|update|delete|merge|select|with|values|table)\b/i;
const STRAIGHT_TO_FILES = /\bcopy\b[^;]*?\b(?:from|to)\b\s*(?:program\b|stdin\b|stdout\b|e?'|\$)/i;

/** A statement without the comments before it. */
export const bare = (sql: string): string => sql.replace(LEADING, "");

export const isEmpty = (sql: string): boolean => bare(sql).replace(/^[;\s]+/, "") === "";

/** BEGIN, COMMIT and their like, and who is speaking: the engine keeps these itself. */
export const isSessionControl = (sql: string): boolean => TRANSACTION.test(bare(sql));

/** The form without CONCURRENTLY, for its effect on the catalog; undefined where the statement has none. */
export function withoutConcurrently(sql: string): string | undefined {
  const text = bare(sql);
  if (!/^(?:create|drop|reindex|alter)\b/i.test(text) || !/\bconcurrently\b/i.test(text)) return undefined;
  const plain = /^reindex\b/i.test(text)
    ? text.replace(/\s+concurrently\b/i, "")
    : text.replace(CONCURRENTLY, "$1").replace(/(detach\s+partition\s+[^\s;]+)\s+concurrently/i, "$1");
  return plain === text ? undefined : plain;
}

/** Is the catalog worth a look after it? A long baseline of ADD CONSTRAINT need not pay for it a hundred times. */
export function mayRemove(sql: string): boolean {
  const text = bare(sql);
  if (/^alter\b/i.test(text)) return REMOVING_PART.test(text);
  return !CANNOT_REMOVE.test(text);
}

/** Its scans depend on the planner, who prefers a sequential one where a table has a single row. */
export const isPlanned = (sql: string): boolean => READS_ROWS.test(bare(sql));

export const writesRows = (sql: string): boolean =>
  READS_ROWS.test(bare(sql)) || /^(?:do|call|execute|copy)\b/i.test(bare(sql));

/** The lock that a statement takes on what it names, for the few kinds where a weaker one than the held might be meant. */
export function usualMode(sql: string): string | undefined {
  const text = bare(sql);
  if (/^create\s+(?:unique\s+)?index\b/i.test(text)) return "ShareLock";
  if (/^create\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\b/i.test(text)) return "ShareRowExclusiveLock";
  if (/^(?:insert|update|delete|merge)\b/i.test(text)) return "RowExclusiveLock";
  if (/^comment\b/i.test(text)) return "ShareUpdateExclusiveLock";
  if (/^(?:select|table|values)\b/i.test(text)) return "AccessShareLock";
  return undefined;
}

/** The last guard behind the probe's refusals: a COPY leaves PGlite waiting for ever, or broken without a word. */
export const wouldBreakEngine = (sql: string): boolean =>
  /^copy\b/i.test(bare(sql)) || (/^(?:do|create)\b/i.test(bare(sql)) && STRAIGHT_TO_FILES.test(sql));

/** Every identifier that a text might mean, in the case in which the catalog holds it. */
export function words(sql: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, quoted, plain] of sql.matchAll(/"((?:[^"]|"")+)"|([a-z_\u0080-\uffff][\w$\u0080-\uffff]*)/gi)) {
    if (quoted !== undefined) {
      found.add(quoted.replaceAll('""', '"'));
      // a quoted word inside a string that is SQL itself may hold several
      for (const [word] of quoted.matchAll(/\w+/g)) found.add(word.toLowerCase());
    } else if (plain !== undefined) found.add(plain.toLowerCase());
  }
  return found;
}
