import type { ConstraintShape } from "./act.ts";

const LIMIT = 63;
const bytes = (text: string): number => new TextEncoder().encode(text).length;

const SUFFIX: Readonly<Record<ConstraintShape["type"], string>> = {
  "primary key": "pkey",
  unique: "key",
  "foreign key": "fkey",
  check: "check",
  exclusion: "excl",
  "not null": "not_null",
};

/** The name that PostgreSQL gives to a constraint that has none. */
export function constraintName(table: string, constraint: ConstraintShape, isTaken: (name: string) => boolean): string {
  const { type, columns } = constraint;
  const part = type === "primary key" || (type === "check" && columns.length !== 1) ? "" : columns.join("_");
  return ownName(table, part, SUFFIX[type], isTaken);
}

/** The name that PostgreSQL gives to an index that has none. */
export const indexName = (table: string, columns: readonly string[], isTaken: (name: string) => boolean): string =>
  ownName(table, columns.join("_"), "idx", isTaken);

/** A name of our own for something that belongs to a table, as PostgreSQL would make one. */
export function ownName(table: string, part: string, suffix: string, isTaken: (name: string) => boolean): string {
  for (let i = 0; ; i++) {
    const name = fitted(table, part, i === 0 ? suffix : `${suffix}${i}`);
    if (!isTaken(name)) return name;
  }
}

/** Names hold 63 bytes: the longer of table and columns gives way. */
function fitted(table: string, part: string, suffix: string): string {
  let [first, second] = [table, part];
  const join = (): string => [first, second, suffix].filter((text) => text !== "").join("_");
  while (bytes(join()) > LIMIT) {
    if (bytes(first) > bytes(second)) first = first.slice(0, -1);
    else second = second.slice(0, -1);
  }
  return join();
}
