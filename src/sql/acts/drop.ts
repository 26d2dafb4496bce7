import type { DropStmt, Node } from "libpg-query";
import type { Name, RelationKind, Spot } from "../act.ts";
import { commaParts, lex } from "../lex.ts";
import { objectName, text } from "../names.ts";
import type { Reading } from "./context.ts";

const KINDS: Readonly<Record<string, RelationKind>> = {
  OBJECT_TABLE: "table",
  OBJECT_FOREIGN_TABLE: "table",
  OBJECT_VIEW: "view",
  OBJECT_MATVIEW: "materialized view",
};

/** Kinds of things that belong to a table, which DROP … ON names before the thing itself. */
const ON_TABLE = new Set(["OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"]);

export function drop(node: DropStmt, reading: Reading): void {
  const objects = node.objects ?? [];
  const spots = objects.length > 1 ? objectSpots(objects.length, reading) : [];
  objects.forEach((object, i) => dropOne(node, object, spots[i] ?? reading.spot, reading));
}

function dropOne(node: DropStmt, object: Node, spot: Spot, { acts }: Reading): void {
  const removed = node.removeType ?? "";
  const cascade = node.behavior === "DROP_CASCADE";
  const lenient = node.missing_ok === true ? { lenient: true } : {};
  const relation = ON_TABLE.has(removed) ? tableOf(object) : objectName(object);
  const kind = KINDS[removed];
  if (kind !== undefined) acts.push({ do: "drop-relation", spot, relation, kind, cascade, ...lenient });
  else if (removed === "OBJECT_INDEX")
    acts.push({ do: "drop-index", spot, relation, concurrently: node.concurrent === true, ...lenient });
  else if (removed === "OBJECT_SCHEMA") acts.push({ do: "drop-schema", spot, relation, cascade, ...lenient });
  else if (removed === "OBJECT_TYPE" || removed === "OBJECT_DOMAIN")
    acts.push({ do: "drop-type", spot, relation, cascade, ...lenient });
  else {
    const about = ON_TABLE.has(removed) ? "table" : "statement";
    const words = removed.replace(/^OBJECT_/, "").toLowerCase();
    const detail = ON_TABLE.has(removed) ? { detail: ownName(object) } : {};
    const node = `Drop ${words}${cascade ? " cascade" : ""}`;
    acts.push({ do: "other", spot, relation, node, about, ...detail, ...lenient });
  }
}

const ownName = (object: Node): string => ("List" in object ? text(object.List.items?.at(-1)) : "");

function tableOf(object: Node): Name {
  const items = "List" in object ? (object.List.items ?? []) : [];
  return objectName({ List: { items: items.slice(0, -1) } });
}

/** Each object's own place: the tree has none. */
function objectSpots(count: number, { loose, source, start, end }: Reading): readonly Spot[] {
  if (loose) return [];
  const parts = commaParts(lex(source.text, start, end));
  if (parts.length !== count) return [];
  return parts.map((part, i) => {
    const names = i === 0 ? firstName(part.length, part) : part;
    return source.spot(names[0]?.start ?? start, names.at(-1)?.end);
  });
}

const LEADING = new Set([
  "drop",
  "table",
  "foreign",
  "view",
  "materialized",
  "index",
  "concurrently",
  "schema",
  "if",
  "exists",
]);

function firstName<T extends { readonly kind: string; readonly text: string }>(
  length: number,
  part: readonly T[],
): readonly T[] {
  let i = 0;
  while (i < length - 1 && part[i]?.kind === "word" && LEADING.has(part[i]?.text ?? "")) i++;
  return part.slice(i);
}
