import type { Act } from "../act.ts";
import type { Cursor } from "./cursor.ts";

/** Procedures of SQL Server that leave tables and rows as they are. */
const QUIET =
  /^(?:sp_refresh\w*|sp_add\w*|sp_update\w*|sp_drop\w*property|sp_help\w*|sp_configure|sp_fulltext\w*|sp_set_session_context|sp_recompile|sp_who\w*)$/i;

/** EXEC: a renaming procedure is understood, a text that is put together is not. */
export function execute(cursor: Cursor): readonly Act[] {
  const spot = cursor.spot();
  if (cursor.isSymbol("(") || cursor.is("immediate")) throw new DynamicSql("SQL that is put together while it runs");
  if (cursor.word().startsWith("@") && cursor.isSymbol("=", 1)) cursor.skip(2);
  const { name } = cursor.name();
  if (/^sp_rename$/i.test(name)) return rename(cursor, spot);
  if (/^sp_executesql$/i.test(name)) throw new DynamicSql("SQL that is put together while it runs");
  if (QUIET.test(name)) return [];
  return [{ do: "call", spot, relation: { name: "Execute" }, functions: [{ name }] }];
}

/** `dynamic-sql`, not `statement-unread`, is the gap. */
export class DynamicSql extends Error {}

/** `sp_rename 'dbo.Users.Old', 'New', 'COLUMN'`. */
function rename(cursor: Cursor, spot: Act["spot"]): readonly Act[] {
  const values = cursor
    .rest()
    .parts()
    .map((part) => part.tokens.at(-1)?.text.replace(/^[nN]?'|'$/g, "") ?? "");
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
  switch (what.toUpperCase()) {
    case "COLUMN":
      return [
        {
          do: "rename-column",
          spot,
          relation: relationOf(parts.slice(0, -1)),
          column: spelling.column(last),
          to: spelling.column(to),
        },
      ];
    case "INDEX":
      return [{ do: "rename-index", spot, relation: { name: last }, to, on: relationOf(parts.slice(0, -1)) }];
    default:
      return [{ do: "rename-relation", spot, relation: relationOf(parts), to: spelling.relation(to), kind: "table" }];
  }
}
