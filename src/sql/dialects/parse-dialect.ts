import type { Act, Script, ScriptStatement, TextGap } from "../act.ts";
import { looksDangerous } from "../opaque.ts";
import { placeholder } from "../placeholder.ts";
import { source } from "../source.ts";
import { Cursor, type Script as Shared, Unread } from "./cursor.ts";
import type { Dialect } from "../../model/dialect.ts";
import { SPECS } from "./dialect.ts";
import { DynamicSql } from "./execute.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { readStatement } from "./read-statement.ts";
import { Spelling } from "./spelling.ts";
import { withRebuilds } from "./table-copies.ts";
import { tokensOf } from "./tokens.ts";

/** Reads a script by the dialect's words. What it does not understand is a gap; the rest is read all the same. */
export function parseDialect(text: string, dialect: Dialect, spelling = new Spelling()): Script {
  const file = source(text.replace(/^\uFEFF/, " "));
  const shared: Shared = { source: file, dialect, spelling };
  const statements: ScriptStatement[] = [];
  const gaps: TextGap[] = [];
  let begins = false;
  for (const piece of piecesOf(file.text, tokensOf(file.text, SPECS[dialect]), dialect)) {
    const read = statementOf(piece, shared);
    if ("reason" in read) gaps.push(read);
    else statements.push(read);
    begins ||= /^(?:begin|start)$/.test(piece[0]?.text ?? "");
  }
  return { statements: withRebuilds(statements), gaps, begins };
}

function statementOf(piece: Piece, shared: Shared): ScriptStatement | TextGap {
  const cursor = new Cursor(piece, shared);
  const spot = cursor.spot();
  const sql = cursor.text();
  try {
    return { sql, spot, acts: readStatement(cursor), gaps: [], alone: false };
  } catch (error) {
    if (error instanceof DynamicSql) return { key: "dynamic-sql", spot, reason: error.message, opaque: true, sql };
    if (!(error instanceof Unread)) throw error;
    return gapOf(error, sql, spot);
  }
}

function gapOf(error: Unread, sql: string, spot: Act["spot"]): TextGap {
  const slot = placeholder(sql);
  if (slot !== undefined && slot !== "@@…@@" && slot !== ":name")
    return {
      key: "template-placeholder",
      spot,
      reason: `a slot \`${slot}\` is filled in before the database sees this statement`,
      opaque: looksDangerous(sql),
      sql,
    };
  return { key: "statement-unread", spot, reason: error.message, opaque: looksDangerous(sql), sql };
}
