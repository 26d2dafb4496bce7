import type { Node, RangeVar } from "libpg-query";
import type { Name } from "./act.ts";

export const named = (schema: string | undefined, name: string): Name =>
  schema === undefined ? { name } : { schema, name };

export const relationName = (range: RangeVar | undefined): Name => named(range?.schemaname, range?.relname ?? "");

export const text = (node: Node | undefined): string =>
  node !== undefined && "String" in node ? (node.String.sval ?? "") : "";

export const texts = (nodes: readonly Node[] | undefined): readonly string[] => (nodes ?? []).map(text);

/** `a.b.c` as a list of nodes: the last two parts count. */
export function listName(nodes: readonly Node[] | undefined): Name {
  const parts = texts(nodes);
  return named(parts.at(-2), parts.at(-1) ?? "");
}

/** An object of DROP, COMMENT and their like: a list, a type or a bare name. */
export function objectName(node: Node | undefined): Name {
  if (node === undefined) return { name: "" };
  if ("List" in node) return listName(node.List.items);
  if ("TypeName" in node) return listName(node.TypeName.names);
  if ("ObjectWithArgs" in node) return listName(node.ObjectWithArgs.objname);
  return { name: text(node) };
}

/** Every table that a tree reads, but for the names of its own WITH. */
export function tablesRead(tree: unknown): readonly Name[] {
  const found = new Map<string, Name>();
  const own = new Set<string>();
  const add = (range: RangeVar | undefined): void => {
    const name = relationName(range);
    found.set(`${name.schema ?? ""}.${name.name}`, name);
  };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === "CommonTableExpr") own.add(String((inner as { ctename?: string }).ctename));
        if (key === "RangeVar") add(inner as RangeVar);
        // What a DELETE or UPDATE inside a WITH returns are rows of its table.
        if (key === "DeleteStmt" || key === "UpdateStmt") add((inner as { relation?: RangeVar }).relation);
        walk(inner);
      }
    }
  };
  walk(tree);
  return [...found.values()].filter((name) => name.schema !== undefined || !own.has(name.name));
}
