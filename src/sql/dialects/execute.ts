import type { Act } from "../act.ts";
import type { Cursor } from "./cursor.ts";

/** `dynamic-sql`, not `statement-unread`, is the gap. */
export class DynamicSql extends Error {}

/** Procedures of SQL Server that leave tables and rows as they are. */
const QUIET =
  /^(?:sp_refresh\w*|sp_add\w*|sp_update\w*|sp_drop\w*property|sp_help\w*|sp_configure|sp_fulltext\w*|sp_set_session_context|sp_recompile|sp_who\w*)$/i;

/** EXEC: a renaming procedure and a text that is all there are understood; a text that is put together is not. */
export function execute(cursor: Cursor, readText: (sql: string) => readonly Act[]): readonly Act[] {
  const spot = cursor.spot();
  if (cursor.eat("immediate")) return constant(cursor, readText);
  const group = cursor.group();
  if (group !== undefined) return constant(group, readText);
  if (cursor.word().startsWith("@") && cursor.isSymbol("=", 1)) cursor.skip(2);
  const { name } = cursor.name();
  if (/^sp_rename$/i.test(name)) return rename(cursor, spot);
  if (/^sp_executesql$/i.test(name)) return constant(cursor, readText);
  if (QUIET.test(name)) return [];
  return [{ do: "call", spot, relation: { name: "Execute" }, functions: [{ name }] }];
}

const unquoted = (text: string): string => text.replace(/^[nN]?'|'$/g, "").replaceAll("''", "'");

function constant(cursor: Cursor, readText: (sql: string) => readonly Act[]): readonly Act[] {
  const first = cursor.peek();
  const sql = first?.kind === "string" ? unquoted(first.text) : "";
  if (sql !== "" && (cursor.peek(1) === undefined || cursor.isSymbol(",", 1))) return readText(sql);
  // The name of a default's constraint is looked up while it runs: which it is does not matter.
  const drops = /^\s*ALTER\s+TABLE\s+[\w.[\]"]+\s+DROP\s+CONSTRAINT\s*\[?\s*$/i.test(sql);
  if (!drops) throw new DynamicSql("SQL that is put together while it runs");
  return [
    { do: "other", spot: cursor.spot(), relation: { name: "Execute" }, node: "Drop constraint", about: "statement" },
  ];
}

/** `sp_rename 'dbo.Users.Old', 'New', 'COLUMN'`. */
function rename(cursor: Cursor, spot: Act["spot"]): readonly Act[] {
  const values = cursor
    .rest()
    .parts()
    .map((part) => unquoted(part.tokens.at(-1)?.text ?? ""));
  const [from = "", to = "", what = ""] = values;
  const { spelling } = cursor.script;
  const parts = [...from.matchAll(/\[([^\]]+)\]|"([^"]+)"|([^.[\]"]+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
  const last = parts.at(-1) ?? "";
  const relationOf = (path: readonly string[]) => {
    const name = spelling.relation(path.at(-1) ?? "");
    const schema = path.at(-2);
    return schema === undefined || schema.toLowerCase() === "dbo"
      ? { name }
      : { schema: spelling.relation(schema), name };
  };
  const relation = relationOf(parts.slice(0, -1));
  switch (what.toUpperCase()) {
    case "COLUMN":
      return [{ do: "rename-column", spot, relation, column: spelling.column(last), to: spelling.column(to) }];
    case "INDEX":
      return [{ do: "rename-index", spot, relation: { name: last }, to, on: relation }];
    default:
      return [{ do: "rename-relation", spot, relation: relationOf(parts), to: spelling.relation(to), kind: "table" }];
  }
}
