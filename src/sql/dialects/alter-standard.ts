import type { Act, Name } from "../act.ts";
import { addColumns } from "./add-columns.ts";
import { typeOf } from "./column-shape.ts";
import { isTablePart, tablePart } from "./constraint-shape.ts";
import type { Cursor } from "./cursor.ts";

/** Words behind which a table is given a setting, with nothing in it changed. */
const SETTINGS: ReadonlySet<string> = new Set(
  `set unset enable disable check nocheck cluster suspend resume recluster convert character default engine auto_increment comment
   order force owner row_format collate charset key_block_size stats_persistent avg_row_length max_rows min_rows checksum reset
   delay_key_write encryption compression tablespace rebuild analyze optimize repair validate without append partition`.split(
    /\s+/,
  ),
);

/** An action in the words that most dialects share. */
export function standardAction(cursor: Cursor, relation: Name): readonly Act[] {
  const spot = cursor.spot();
  const other = (node: string): readonly Act[] => [{ do: "other", spot, relation, node, about: "table" }];
  if (cursor.is("with", "check") || cursor.is("with", "nocheck")) {
    const checked = cursor.word(1) === "check";
    cursor.skip(2);
    if (cursor.is("check")) return other("AlterTable");
    return standardAction(cursor, relation).map((act) =>
      act.do === "add-constraint" ? { ...act, constraint: { ...act.constraint, checked } } : act,
    );
  }
  if (cursor.eat("add")) return add(cursor, relation);
  if (cursor.eat("drop")) return drop(cursor, relation);
  if (cursor.eat("rename")) return rename(cursor, relation);
  if (cursor.eat("swap", "with"))
    return [{ do: "rename-relation", spot, relation, to: cursor.name().name, kind: "table", swaps: true }];
  if (cursor.is("alter")) return modifyColumn(cursor, relation);
  if (cursor.eat("switch") || cursor.is("detach")) return other("DropPartition");
  if (SETTINGS.has(cursor.word())) return other("AlterTable");
  throw cursor.unread();
}

function add(cursor: Cursor, relation: Name): readonly Act[] {
  const spot = cursor.spot();
  if (
    cursor.is("partition") ||
    cursor.is("search", "optimization") ||
    cursor.is("row", "access") ||
    cursor.is("system")
  )
    return [{ do: "other", spot, relation, node: "AlterTable", about: "table" }];
  if (isTablePart(cursor)) {
    const part = tablePart(cursor);
    if (part.kind === "constraint")
      return [{ do: "add-constraint", spot, relation, constraint: { ...part.constraint, spot } }];
    if (part.kind === "index") {
      const { columns, unique, name } = part;
      const index = { columns, uses: columns, keys: columns, concurrently: false, method: "", unique, plain: true };
      return [{ do: "build-index", spot, relation, ...index, ...(name === undefined ? {} : { name }) }];
    }
    // A default of SQL Server is a constraint by its form: `ADD CONSTRAINT n DEFAULT (0) FOR c`.
    const at = cursor.tokens.findLastIndex(({ kind, text }) => kind === "word" && text === "for");
    const column = cursor.tokens[at + 1];
    if (at > 0 && column !== undefined && cursor.tokens.some(({ text }) => text === "default"))
      return [
        { do: "change-default", spot, relation, column: cursor.script.spelling.column(column.text), dropped: false },
      ];
    return [{ do: "other", spot, relation, node: "AlterTable", about: "table" }];
  }
  cursor.eatAny("column", "columns");
  return addColumns(cursor, relation);
}

function drop(cursor: Cursor, relation: Name): readonly Act[] {
  const spot = cursor.spot();
  const named = (kind: "drop-constraint"): readonly Act[] => {
    const lenient = cursor.ifExists();
    return [{ do: kind, spot, relation, name: cursor.column(), ...lenient }];
  };
  if (cursor.eat("constraint") || cursor.eat("foreign", "key")) return named("drop-constraint");
  if (cursor.eat("primary", "key")) return [{ do: "drop-constraint", spot, relation, name: "PRIMARY" }];
  if (cursor.is("partition") || cursor.is("period") || cursor.is("system"))
    return [
      { do: "other", spot, relation, node: cursor.is("partition") ? "DropPartition" : "AlterTable", about: "table" },
    ];
  if (cursor.is("clustering") || cursor.is("row") || cursor.is("search") || cursor.is("all"))
    return [{ do: "other", spot, relation, node: "AlterTable", about: "table" }];
  const said = cursor.eatAny("column", "columns") !== undefined;
  const lenient = cursor.ifExists();
  // SQL Server's DROP without a word is of a constraint.
  if (!said && cursor.dialect === "sqlserver")
    return [{ do: "drop-constraint", spot, relation, name: cursor.column(), ...lenient }];
  const group = cursor.group();
  if (group !== undefined)
    return group.parts().map((part) => ({ do: "drop-column", spot, relation, column: part.column(), ...lenient }));
  return [{ do: "drop-column", spot, relation, column: cursor.column(), ...lenient }];
}

function rename(cursor: Cursor, relation: Name): readonly Act[] {
  const spot = cursor.spot();
  if (cursor.eatAny("index", "key") !== undefined) {
    const from = cursor.column();
    cursor.need("to");
    return [{ do: "rename-index", spot, relation: { name: from }, to: cursor.column(), on: relation }];
  }
  if (cursor.eat("constraint")) {
    const name = cursor.column();
    cursor.need("to");
    return [{ do: "rename-constraint", spot, relation, name, to: cursor.column() }];
  }
  if (cursor.eatAny("to", "as") !== undefined || (isMysql(cursor) && cursor.tokens.length === 2)) {
    const to = cursor.name();
    if (to.schema === undefined || to.schema === relation.schema)
      return [{ do: "rename-relation", spot, relation, to: to.name, kind: "table" }];
    return [{ do: "move-relation", spot, relation, schema: to.schema, kind: "table" }];
  }
  cursor.eat("column");
  const lenient = cursor.ifExists();
  const column = cursor.column();
  cursor.need("to");
  return [{ do: "rename-column", spot, relation, column, to: cursor.column(), ...lenient }];
}

const isMysql = ({ dialect }: Cursor): boolean => dialect === "mysql" || dialect === "mariadb";

/** ALTER COLUMN in its many words: SET DATA TYPE, TYPE, SET and DROP of DEFAULT and NOT NULL, and SQL Server's bare type. */
export function modifyColumn(cursor: Cursor, relation: Name): readonly Act[] {
  const spot = cursor.spot();
  cursor.skip();
  cursor.eat("column");
  if (
    cursor.eat("sort") ||
    cursor.is("sortkey") ||
    cursor.is("diststyle") ||
    cursor.is("distkey") ||
    cursor.is("compound") ||
    cursor.is("encode")
  )
    return [{ do: "other", spot, relation, node: "AlterTable", about: "table" }];
  if (cursor.eatAny("index", "check", "constraint") !== undefined)
    return [{ do: "other", spot, relation, node: "AlterTable", about: "table" }];
  const lenient = cursor.ifExists();
  const column = cursor.column();
  const at = { spot, relation, column, ...lenient };
  if (cursor.eat("set", "not", "null") || cursor.eat("not", "null")) return [{ do: "require-column", ...at }];
  if (cursor.eat("drop", "not", "null") || cursor.eat("null")) return [{ do: "free-column", ...at }];
  if (cursor.eat("set", "default")) return [{ do: "change-default", ...at, dropped: cursor.is("null") }];
  if (cursor.eat("drop", "default")) return [{ do: "change-default", ...at, dropped: true }];
  const typed = cursor.eat("set", "data", "type") || cursor.eat("type");
  if (
    !typed &&
    (cursor.is("set") ||
      cursor.is("unset") ||
      cursor.is("comment") ||
      cursor.is("add") ||
      cursor.is("drop") ||
      cursor.is("encode"))
  )
    return [{ do: "other", spot, relation, node: "AlterTable", about: "table" }];
  const type = typeOf(cursor);
  if (type === "") throw cursor.unread();
  const acts: Act[] = [
    {
      do: "retype-column",
      ...at,
      type,
      using: cursor.tokens.some(({ kind, text }) => kind === "word" && text === "using"),
    },
  ];
  if (cursor.dialect !== "sqlserver") return acts;
  if (cursor.eat("collate")) cursor.skip();
  if (cursor.eat("not", "null")) acts.push({ do: "require-column", ...at, restated: true });
  // SQL Server makes it nullable where nothing is said.
  else acts.push({ do: "free-column", ...at, restated: true });
  return acts;
}
