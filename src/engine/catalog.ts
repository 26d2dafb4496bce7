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
  const [row] = await database.look(CATALOG_QUERY);
  const text = row?.["seen"];
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

/** Keys that were there and are not any more. */
export const removedKeys = (before: Catalog, after: Catalog): readonly string[] =>
  [...before.objects.keys()].filter((key) => !after.objects.has(key));
