import type { Act, RelationKind } from "../act.ts";
import type { Cursor } from "./cursor.ts";

const RELATIONS: Readonly<Record<string, RelationKind>> = { table: "table", view: "view" };

/** DROP, from behind that word. */
export function drop(cursor: Cursor): readonly Act[] {
  const spot = cursor.spot();
  let kind: RelationKind | undefined;
  while (cursor.eatAny("temporary", "temp", "external", "transient", "dynamic", "iceberg", "foreign") !== undefined);
  if (cursor.eat("materialized", "view")) kind = "materialized view";
  else {
    const word = cursor.word();
    kind = RELATIONS[word];
    if (kind !== undefined || word === "dictionary") cursor.skip();
    if (word === "dictionary") kind = "view";
  }
  if (kind !== undefined) {
    const dropped = kind;
    const lenient = cursor.ifExists();
    const names = cursor.names();
    const cascade = cursor.eat("cascade");
    return names.map((relation) => ({ do: "drop-relation", spot, relation, kind: dropped, cascade, ...lenient }));
  }
  if (cursor.eat("index")) return dropIndex(cursor, spot);
  if (cursor.word(1) !== "role" && cursor.eatAny("database", "schema") !== undefined) {
    const lenient = cursor.ifExists();
    const { name } = cursor.name();
    return [{ do: "drop-schema", spot, relation: { name }, cascade: true, ...lenient }];
  }
  return [{ do: "other", spot, relation: { name: cursor.word() }, node: `Drop ${cursor.word()}`, about: "statement" }];
}

function dropIndex(cursor: Cursor, spot: Act["spot"]): readonly Act[] {
  const acts: Act[] = [];
  cursor.eat("concurrently");
  const lenient = cursor.ifExists();
  do {
    const index = cursor.name();
    if (cursor.eat("on")) {
      const on = cursor.name();
      acts.push({ do: "drop-index", spot, relation: { name: index.name }, on, concurrently: false, ...lenient });
    } else if (cursor.dialect === "sqlserver" && index.schema !== undefined)
      acts.push({
        do: "drop-index",
        spot,
        relation: { name: index.name },
        on: { name: index.schema },
        concurrently: false,
        ...lenient,
      });
    else acts.push({ do: "drop-index", spot, relation: index, concurrently: false, ...lenient });
  } while (cursor.eatSymbol(","));
  return acts;
}

/** RENAME TABLE a TO b, c TO d; EXCHANGE TABLES a AND b. */
export function renameTables(cursor: Cursor): readonly Act[] {
  const spot = cursor.spot();
  if (cursor.eatAny("table", "tables") === undefined)
    return [
      { do: "other", spot, relation: { name: cursor.word() }, node: `Rename ${cursor.word()}`, about: "statement" },
    ];
  const lenient = cursor.ifExists();
  const acts: Act[] = [];
  do {
    const relation = cursor.name();
    cursor.need("to");
    const to = cursor.name();
    const schema = to.schema ?? relation.schema;
    if (schema !== relation.schema && schema !== undefined)
      acts.push({ do: "move-relation", spot, relation, schema, kind: "table", ...lenient });
    if (to.name !== relation.name) {
      const moved = schema === undefined ? { name: relation.name } : { schema, name: relation.name };
      acts.push({ do: "rename-relation", spot, relation: moved, to: to.name, kind: "table", ...lenient });
    }
  } while (cursor.eatSymbol(","));
  return acts;
}

export function exchangeTables(cursor: Cursor): readonly Act[] {
  const spot = cursor.spot();
  if (cursor.eatAny("tables", "table") === undefined) throw cursor.unread();
  const one = cursor.name();
  cursor.need("and");
  const other = cursor.name();
  return [{ do: "rename-relation", spot, relation: one, to: other.name, kind: "table", swaps: true }];
}
