import type { Dialect } from "../../model/dialect.ts";
import type { Act, Script, ScriptStatement, TextGap } from "../act.ts";
import { looksDangerous } from "../opaque.ts";
import { placeholder } from "../placeholder.ts";
import { type Source, source } from "../source.ts";
import { Cursor, type Script as Shared, Unread } from "./cursor.ts";
import { SPECS } from "./dialect.ts";
import { DynamicSql } from "./execute.ts";
import type { Piece } from "./piece.ts";
import { piecesOf } from "./pieces.ts";
import { readStatement } from "./read-statement.ts";
import { Spelling } from "./spelling.ts";
import { withRebuilds } from "./table-copies.ts";
import { tokensOf } from "./tokens.ts";

/** A text cut into its statements, whose names are not looked at yet. */
export interface CutText {
  readonly source: Source;
  readonly pieces: readonly Piece[];
}

export function cutText(text: string, dialect: Dialect): CutText {
  const file = source(text.replace(/^\uFEFF/, " "));
  return { source: file, pieces: piecesOf(file.text, tokensOf(file.text, SPECS[dialect]), dialect) };
}

/** Reads a script by the dialect's words. What it does not understand is a gap; the rest is read all the same. */
export const parseDialect = (text: string, dialect: Dialect, spelling = new Spelling()): Script =>
  readCut(cutText(text, dialect), dialect, spelling);

/** The same, of a text that is cut already. */
export function readCut(cut: CutText, dialect: Dialect, spelling: Spelling): Script {
  const shared: Shared = { source: cut.source, dialect, spelling, unchecked: false };
  const statements: ScriptStatement[] = [];
  const gaps: TextGap[] = [];
  let begins = false;
  let conditional = false;
  for (const piece of cut.pieces) {
    shared.unchecked = uncheckedAfter(piece, shared.unchecked);
    const read = statementOf(piece, shared, conditional);
    if ("reason" in read) gaps.push(read);
    else statements.push(read);
    const first = piece[0]?.text ?? "";
    begins ||= /^(?:begin|start)$/.test(first);
    // `IF COL_LENGTH(…) IS NULL BEGIN ALTER TABLE …`: what hangs on a look at the catalog is lenient.
    if (dialect === "sqlserver")
      conditional = first === "if" ? looksAtCatalog(piece) : conditional && !isAfter(cut, piece);
  }
  return { statements: withRebuilds(statements), gaps, begins, controls: [] };
}

/** `SET FOREIGN_KEY_CHECKS = 0` holds until it is set again. */
function uncheckedAfter(piece: Piece, before: boolean): boolean {
  const at = piece[0]?.text === "set" ? piece.findIndex(({ text }) => /^(?:@@)?foreign_key_checks$/.test(text)) : -1;
  if (at < 0) return before;
  return /^(?:0|off)$/.test(piece.slice(at + 1).find(({ text }) => text !== "=" && text !== ":")?.text ?? "");
}

const CATALOG = /^(?:exists|col_length|object_id|indexproperty|columnproperty|schema_id|type_id|db_id)$/;
const looksAtCatalog = (piece: Piece): boolean => piece.some(({ kind, text }) => kind === "word" && CATALOG.test(text));

/** Does a conditional end with this statement? It holds for one, or up to the END of its block. */
function isAfter({ pieces }: CutText, piece: Piece): boolean {
  if (piece[0]?.text === "begin") return false;
  if (piece[0]?.text === "end") return true;
  const at = pieces.indexOf(piece);
  return pieces[at - 1]?.[0]?.text === "if";
}

function statementOf(piece: Piece, shared: Shared, conditional: boolean): ScriptStatement | TextGap {
  const cursor = new Cursor(piece, shared);
  const spot = cursor.spot();
  const sql = cursor.text();
  const readText = (inner: string): readonly Act[] => {
    const script = readCut(cutText(inner, shared.dialect), shared.dialect, shared.spelling);
    if (script.gaps.length > 0) throw new DynamicSql("SQL in a string that is not understood");
    return script.statements.flatMap(({ acts }) => acts).map((act) => ({ ...act, spot }));
  };
  try {
    const acts = readStatement(cursor, readText).filter(({ relation }) => !isTemporary(relation.name, shared.dialect));
    return {
      sql,
      spot,
      acts: conditional ? acts.map((act) => ({ ...act, lenient: true })) : acts,
      gaps: [],
      alone: false,
    };
  } catch (error) {
    if (error instanceof DynamicSql) return { key: "dynamic-sql", spot, reason: error.message, opaque: true, sql };
    if (!(error instanceof Unread)) throw error;
    return gapOf(error, sql, spot);
  }
}

/** Variables and tables of the session alone. */
const isTemporary = (name: string, dialect: Dialect): boolean => dialect === "sqlserver" && /^[@#]/.test(name);

function gapOf(error: Unread, sql: string, spot: Act["spot"]): TextGap {
  const slot = placeholder(sql);
  if (slot !== undefined && !/^(?:@@|:)/.test(slot.text)) {
    const reason = `a slot \`${slot.text}\` is filled in before the database sees this statement`;
    return { key: "template-placeholder", spot, reason, opaque: looksDangerous(sql), sql };
  }
  return { key: "statement-unread", spot, reason: error.message, opaque: looksDangerous(sql), sql };
}
