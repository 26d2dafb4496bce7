import type { Act, Name } from "../act.ts";
import { typeOf } from "./column-shape.ts";
import type { Cursor } from "./cursor.ts";
import { setColumns, isEveryRow } from "./rows.ts";

/** What only ClickHouse's ALTER TABLE knows: mutations, parts, and settings of columns. */
export function clickhouseAction(cursor: Cursor, relation: Name): readonly Act[] | undefined {
  const spot = cursor.spot();
  const other = (node: string): readonly Act[] => [{ do: "other", spot, relation, node, about: "table" }];
  const rows = { spot, relation, copies: [], cascadeFrom: [] } as const;
  if (cursor.eat("update"))
    return [{ do: "change-rows", ...rows, verb: "update", everyRow: isEveryRow(cursor), sets: setColumns(cursor) }];
  if (cursor.eat("delete"))
    return [{ do: "change-rows", ...rows, verb: "delete", everyRow: isEveryRow(cursor), sets: [] }];
  if (cursor.eat("modify", "column") || cursor.eat("alter", "column")) return modify(cursor, relation, spot);
  if (cursor.eat("clear", "column")) {
    const lenient = cursor.ifExists();
    const column = cursor.column();
    return [{ do: "change-rows", ...rows, verb: "update", everyRow: !cursor.is("in"), sets: [column], ...lenient }];
  }
  if (
    cursor.is("drop", "partition") ||
    cursor.is("drop", "part") ||
    cursor.is("drop", "detached") ||
    cursor.is("detach")
  )
    return other("DropPartition");
  if (cursor.is("modify", "ttl")) return other("ModifyTtl");
  if (cursor.eat("drop", "index")) {
    const lenient = cursor.ifExists();
    return [
      { do: "drop-index", spot, relation: { name: cursor.column() }, on: relation, concurrently: false, ...lenient },
    ];
  }
  const known = ["projection", "constraint", "index", "statistics"];
  if (cursor.is("add") && cursor.word(1) !== "column") return other("AlterTable");
  if (cursor.is("drop") && known.includes(cursor.word(1))) return other("AlterTable");
  if (
    [
      "modify",
      "materialize",
      "clear",
      "freeze",
      "unfreeze",
      "attach",
      "replace",
      "move",
      "fetch",
      "remove",
      "comment",
      "reset",
      "apply",
    ].includes(cursor.word())
  )
    return other("AlterTable");
  return undefined;
}

function modify(cursor: Cursor, relation: Name, spot: Act["spot"]): readonly Act[] {
  const lenient = cursor.ifExists();
  const column = cursor.column();
  cursor.eat("type");
  const type = typeOf(cursor);
  if (type === "") return [{ do: "other", spot, relation, node: "AlterTable", about: "table" }];
  return [{ do: "retype-column", spot, relation, column, type, using: false, ...lenient }];
}
