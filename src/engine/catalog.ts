import { CATALOG_QUERY } from "./catalog-query.ts";
import type { Database } from "./database.ts";

/** Everything that the users' schemas hold: key (`column public.users.email`) → definition. */
export interface Catalog {
  readonly objects: ReadonlyMap<string, string>;
  /** Column names in their order, by table, since a column that comes back comes back at the end. */
  readonly order: ReadonlyMap<string, readonly string[]>;
}

const PLAIN = /^[a-z_][a-z0-9_$]*$/;

/** The usual spelling of a relation, as `spell` of the model writes it. */
export const spelt = (names: readonly string[]): string =>
  names.map((name) => (PLAIN.test(name) ? name : `"${name.replaceAll('"', '""')}"`)).join(".");

/** Must stand inside a transaction. Leaves nothing behind. */
export async function readCatalog(database: Database): Promise<Catalog> {
  const results = await database.run(`savepoint catalog; ${CATALOG_QUERY} rollback to catalog; release catalog;`);
  const text = results.flat().find((row) => "seen" in row)?.["seen"];
  const seen = JSON.parse(typeof text === "string" ? text : "[]") as [string, string[], string | null][];
  const objects = new Map<string, string>();
  const order = new Map<string, string[]>();
  for (const [kind, names, definition] of seen) {
    objects.set(keyOf(kind, names), definition ?? "");
    if (kind !== "column") continue;
    const table = spelt(names.slice(0, -1));
    const columns = order.get(table) ?? [];
    columns.push(names.at(-1) ?? "");
    order.set(table, columns);
  }
  return { objects, order };
}

function keyOf(kind: string, names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  if (last.startsWith("(")) return `${kind} ${spelt(names.slice(0, -1))}${last}`;
  return `${kind} ${spelt(names)}`;
}

export interface Comparison {
  /** Lines of what is not as it was: `-` for lost, `+` for left over. */
  readonly differences: readonly string[];
  /** Tables whose columns are the same, in another order. */
  readonly reordered: readonly string[];
}

export function compareCatalogs(before: Catalog, after: Catalog): Comparison {
  const differences: string[] = [];
  for (const [key, definition] of before.objects) {
    const now = after.objects.get(key);
    if (now !== definition) differences.push(line("-", key, definition));
    if (now !== undefined && now !== definition) differences.push(line("+", key, now));
  }
  for (const [key, definition] of after.objects)
    if (!before.objects.has(key)) differences.push(line("+", key, definition));
  const reordered = [...before.order].flatMap(([table, columns]) => {
    const now = after.order.get(table);
    return now !== undefined && now.join("\0") !== columns.join("\0") ? [table] : [];
  });
  return { differences: differences.sort(byKey), reordered };
}

/** Keys that were there and are not any more. */
export const removedKeys = (before: Catalog, after: Catalog): readonly string[] =>
  [...before.objects.keys()].filter((key) => !after.objects.has(key));

const line = (sign: "-" | "+", key: string, definition: string): string => {
  const short = definition.replaceAll(/\s+/g, " ").trim();
  return `${sign} ${key}${short === "" ? "" : ` ${short.length > 160 ? `${short.slice(0, 160)}…` : short}`}`;
};

const byKey = (a: string, b: string): number => {
  const [left, right] = [a.slice(2), b.slice(2)];
  if (left.split(" ", 2).join(" ") === right.split(" ", 2).join(" ")) return a < b ? 1 : -1;
  return left < right ? -1 : 1;
};
