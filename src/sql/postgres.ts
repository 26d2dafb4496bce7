import { hasSqlDetails, loadModule, type Node, parseSync, type RawStmt } from "libpg-query";
import type { Act, Control, Script, ScriptStatement, TextGap } from "./act.ts";
import { readActs, runsAlone } from "./acts/read.ts";
import { skipBlank } from "./lex.ts";
import { looksDangerous } from "./opaque.ts";
import { explainPlaceholder, placeholder } from "./placeholder.ts";
import { type Locate, locator, type Source, source } from "./source.ts";
import { type Piece, split } from "./split.ts";

/** Reads a script with PostgreSQL's own grammar. What it cannot read is a gap; the rest of the script is read all the same. */
export async function parsePostgres(text: string): Promise<Script> {
  await readyPostgres();
  return parsePostgresNow(text);
}

/** Loads the grammar, once; `parsePostgresNow` wants it there. */
export const readyPostgres = (): Promise<void> => loadModule();

/** The same, where nothing can be waited for. */
export function parsePostgresNow(text: string): Script {
  const file = source(text.replace(/^\uFEFF/, " "));
  const script: Draft = { statements: [], gaps: [], begins: false, controls: [] };
  if (file.text.includes("\0")) {
    const reason = "the text holds a NUL character, behind which PostgreSQL reads nothing";
    script.gaps.push({ key: "statement-unread", spot: file.spot(0), reason, opaque: true, sql: "" });
  } else if (skipBlank(file.text, 0) < file.text.length) {
    const whole = parsed(file.text);
    if ("stmts" in whole) add(whole.stmts, file, 0, file.text.length, script);
    else for (const piece of split(file.text)) readPiece(piece, file, script);
  }
  return script;
}

function parsed(sql: string): { readonly stmts: readonly RawStmt[] } | { readonly error: unknown } {
  try {
    return { stmts: parseSync(sql).stmts ?? [] };
  } catch (error) {
    return { error };
  }
}

interface Draft {
  readonly statements: ScriptStatement[];
  readonly gaps: TextGap[];
  readonly controls: Control[];
  begins: boolean;
}

function readPiece({ start, end, psql }: Piece, file: Source, script: Draft): void {
  const sql = file.text.slice(start, end);
  const spot = file.spot(start, end);
  if (psql) {
    const opaque = /^\\(i|ir|include|include_relative|c|connect|gexec)\b/.test(sql);
    const reason = `\`${sql.slice(0, 80)}\` is a command of psql, not of PostgreSQL`;
    script.gaps.push({ key: "psql-command", spot, reason, opaque, sql });
    return;
  }
  const read = parsed(sql);
  if ("stmts" in read) return add(read.stmts, file, start, end, script);
  const slot = placeholder(sql);
  const { key, reason } =
    slot === undefined
      ? { key: "statement-unread", reason: explain(read.error, sql, start, file) }
      : {
          key: "template-placeholder",
          reason: explainPlaceholder(slot),
        };
  script.gaps.push({ key, spot, reason, opaque: looksDangerous(sql), sql });
}

function explain(error: unknown, sql: string, start: number, file: Source): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!hasSqlDetails(error)) return message;
  // The server counts characters, not bytes, in this one place.
  const before = Array.from(sql)
    .slice(0, error.sqlDetails?.cursorPosition ?? 0)
    .join("").length;
  return `${message} (line ${file.spot(start + before).line})`;
}

function add(stmts: readonly RawStmt[], file: Source, start: number, end: number, script: Draft): void {
  const at = locator(file.text.slice(start, end), start);
  for (const raw of stmts) {
    if (raw.stmt === undefined) continue;
    if ("TransactionStmt" in raw.stmt) transaction(raw, file, at, script);
    else script.statements.push(statement(raw.stmt, range(raw, at, end, file), file, at));
  }
}

/** From the first token to the last: the tree's own range begins with the comments before it. */
function range(raw: RawStmt, at: Locate, limit: number, file: Source): [number, number] {
  const from = raw.stmt_location ?? 0;
  const stop = raw.stmt_len === undefined || raw.stmt_len === 0 ? limit : at(from + raw.stmt_len);
  const start = skipBlank(file.text, at(from), stop);
  return [start, start + file.text.slice(start, stop).trimEnd().length];
}

function statement(node: Node, [start, end]: [number, number], file: Source, at: Locate): ScriptStatement {
  const acts: Act[] = [];
  const gaps: TextGap[] = [];
  const spot = file.spot(start, end);
  try {
    readActs(node, { source: file, start, end, at, spot, loose: false, acts, gaps });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const sql = file.text.slice(start, end);
    gaps.push({
      key: "statement-unread",
      spot,
      reason: "nested too deeply to be read",
      opaque: looksDangerous(sql),
      sql,
    });
  }
  return { sql: file.text.slice(start, end), spot, acts, gaps, alone: runsAlone(node) };
}

const VERBS: Readonly<Record<string, Control["verb"]>> = {
  TRANS_STMT_BEGIN: "begin",
  TRANS_STMT_START: "begin",
  TRANS_STMT_COMMIT: "commit",
  TRANS_STMT_ROLLBACK: "rollback",
};

function transaction(raw: RawStmt, file: Source, at: Locate, script: Draft): void {
  const kind = raw.stmt !== undefined && "TransactionStmt" in raw.stmt ? raw.stmt.TransactionStmt.kind : undefined;
  if (kind === "TRANS_STMT_BEGIN" || kind === "TRANS_STMT_START") script.begins = true;
  const [start, end] = range(raw, at, file.text.length, file);
  const verb = VERBS[kind ?? ""];
  if (verb !== undefined) script.controls.push({ verb, spot: file.spot(start, end), after: script.statements.length });
  if (kind !== "TRANS_STMT_ROLLBACK" && kind !== "TRANS_STMT_ROLLBACK_TO") return;
  const sql = file.text.slice(start, end);
  const reason = "the script takes back what stands before this ROLLBACK; it is read as if it stayed";
  script.gaps.push({ key: "rollback-in-script", spot: file.spot(start, end), reason, opaque: false, sql });
}
