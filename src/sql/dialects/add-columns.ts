import type { Act, Name } from "../act.ts";
import { columnShape } from "./column-shape.ts";
import type { Cursor } from "./cursor.ts";

/** ADD of one column, or of several in brackets. */
export function addColumns(cursor: Cursor, relation: Name): readonly Act[] {
  const { lenient } = cursor.ifExists();
  const group = cursor.isSymbol("(") ? cursor.group() : undefined;
  const parts = group === undefined ? [cursor.rest()] : group.parts();
  return parts.map((part) => ({
    do: "add-column",
    spot: part.spot(),
    relation,
    column: columnShape(part),
    ...(lenient === undefined ? {} : { lenient }),
  }));
}
