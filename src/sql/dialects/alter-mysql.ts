import type { Act, Name } from "../act.ts";
import { columnShape, type WrittenColumn } from "./column-shape.ts";
import type { Cursor } from "./cursor.ts";

/** The actions that only MySQL and MariaDB know. */
export function mysqlAction(cursor: Cursor, relation: Name): readonly Act[] | undefined {
  const spot = cursor.spot();
  if (cursor.eat("modify")) {
    cursor.eat("column");
    const lenient = cursor.ifExists();
    return restated(columnShape(cursor), relation, spot).map((act) => ({ ...act, ...lenient }));
  }
  if (cursor.eat("change")) {
    cursor.eat("column");
    const lenient = cursor.ifExists();
    const column = cursor.column();
    const shape = columnShape(cursor);
    const renamed: readonly Act[] =
      column === shape.name ? [] : [{ do: "rename-column", spot, relation, column, to: shape.name, ...lenient }];
    return [...renamed, ...restated(shape, relation, spot)];
  }
  if (cursor.is("drop", "index") || cursor.is("drop", "key")) {
    cursor.skip(2);
    const lenient = cursor.ifExists();
    return [
      { do: "drop-index", spot, relation: { name: cursor.column() }, on: relation, concurrently: false, ...lenient },
    ];
  }
  if (cursor.is("drop", "check")) {
    cursor.skip(2);
    return [{ do: "drop-constraint", spot, relation, name: cursor.column() }];
  }
  if (cursor.is("truncate", "partition") || cursor.is("discard") || cursor.is("exchange", "partition"))
    return [{ do: "other", spot, relation, node: "DropPartition", about: "table" }];
  if (cursor.is("algorithm") || cursor.is("lock")) return [];
  if (
    cursor.is("reorganize") ||
    cursor.is("coalesce") ||
    cursor.is("remove") ||
    cursor.is("import") ||
    cursor.is("union")
  )
    return [{ do: "other", spot, relation, node: "AlterTable", about: "table" }];
  return undefined;
}

/** MODIFY and CHANGE say the whole column anew: what stays as it was is no change. */
function restated(shape: WrittenColumn, relation: Name, spot: Act["spot"]): readonly Act[] {
  const at = { spot, relation, column: shape.name, restated: true } as const;
  const { column } = at;
  return [
    { do: "retype-column", spot, relation, column, type: shape.type, using: false },
    shape.nullable ? { do: "free-column", ...at } : { do: "require-column", ...at },
    { do: "change-default", ...at, dropped: shape.default === "none" },
    ...shape.constraints.map((constraint): Act => ({ do: "add-constraint", spot, relation, constraint })),
  ];
}
