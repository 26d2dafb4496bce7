import { type Node, parsePlPgSQLSync, parseSync } from "libpg-query";
import type { Act, Spot } from "../act.ts";
import { lex } from "../lex.ts";
import { looksDangerous } from "../opaque.ts";
import { explainPlaceholder, placeholder } from "../placeholder.ts";
import { locator } from "../source.ts";
import { constantText } from "./constant-text.ts";
import type { Reading } from "./context.ts";

type Tree = Readonly<Record<string, unknown>>;
export type ReadActs = (node: Node, reading: Reading) => void;

/** The body of a block or a function, where its words stand in the file. */
interface Body {
  readonly text: string;
  /** Where the body begins in the source; undefined where its text is not there as it is. */
  readonly start?: number;
}

/** What the code of a block or function does; `definition` is the statement that PL/pgSQL's parser takes it from. */
export function readPlpgsql(definition: string, code: string, reading: Reading, readActs: ReadActs): void {
  let tree: unknown;
  try {
    tree = parsePlPgSQLSync(definition);
  } catch (error) {
    const slot = placeholder(code);
    const message = error instanceof Error ? error.message : String(error);
    const [key, reason] =
      slot === undefined
        ? ["statement-unread", `PL/pgSQL: ${message}`]
        : ["template-placeholder", explainPlaceholder(slot)];
    reading.gaps.push({ key, reason, spot: reading.spot, sql: code, opaque: looksDangerous(code, true) });
    return;
  }
  walk(tree, { reading, readActs, body: bodyIn(reading, code), guarded: false });
}

/** The statements of a function in SQL, with their places. */
export function readSqlBody(code: string, reading: Reading, readActs: ReadActs): void {
  const body = bodyIn(reading, code);
  run(code, body.start, reading.spot, { reading, readActs, body, guarded: false });
}

interface Walk {
  readonly reading: Reading;
  readonly readActs: ReadActs;
  readonly body: Body;
  /** It may not run, or may fail and be caught: like IF EXISTS. */
  readonly guarded: boolean;
}

function walk(value: unknown, state: Walk): void {
  if (Array.isArray(value)) for (const item of value) walk(item, state);
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      const node = inner as Tree;
      if (key === "PLpgSQL_stmt_execsql") statement(query(node["sqlstmt"]), node, state);
      else if (key === "PLpgSQL_stmt_dynexecute") dynamic(query(node["query"]), node, state);
      else if (key === "PLpgSQL_stmt_dynfors") {
        dynamic(query(node["query"]), node, state);
        walk(node["body"], state);
      } else if (key === "PLpgSQL_stmt_call" || key === "PLpgSQL_stmt_perform")
        statement(query(node["expr"]), node, state);
      else if (key === "PLpgSQL_stmt_if" || key === "PLpgSQL_stmt_case") walk(inner, { ...state, guarded: true });
      else if (key === "PLpgSQL_stmt_block") walk(inner, { ...state, guarded: state.guarded || "exceptions" in node });
      else walk(inner, state);
    }
}

const query = (expression: unknown): string =>
  (expression as { PLpgSQL_expr?: { query?: string } } | undefined)?.PLpgSQL_expr?.query ?? "";

function statement(sql: string, node: Tree, state: Walk): void {
  const { body } = state;
  const from = lineStart(body.text, Number(node["lineno"] ?? 1));
  const found = body.text.indexOf(sql, from);
  const base = body.start === undefined || found < 0 ? undefined : body.start + found;
  run(sql, base, place(state, node), state);
}

function dynamic(expression: string, node: Tree, state: Walk): void {
  const spot = place(state, node);
  const { known, whole } = constantText(expression);
  if (whole) run(known, undefined, spot, state);
  else {
    const reason = `EXECUTE of a text that is put together when it runs: ${expression.slice(0, 200)}`;
    state.reading.gaps.push({ key: "dynamic-sql", reason, spot, sql: expression, opaque: looksDangerous(known) });
  }
}

/** Reads a statement that stands inside the block; `base` is where its text begins in the source. */
function run(sql: string, base: number | undefined, spot: Spot, { reading, readActs, guarded }: Walk): void {
  let parsed: Node[];
  try {
    parsed = (parseSync(sql).stmts ?? []).flatMap((raw) => raw.stmt ?? []);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    reading.gaps.push({ key: "statement-unread", reason, spot, sql, opaque: looksDangerous(sql) });
    return;
  }
  const acts: Act[] = [];
  const inner: Reading = {
    ...reading,
    acts,
    spot: base === undefined ? spot : reading.source.spot(base, base + sql.length),
    loose: base === undefined,
    start: base ?? reading.start,
    end: base === undefined ? reading.end : base + sql.length,
    at: locator(sql, base ?? 0),
  };
  for (const node of parsed) readActs(node, inner);
  reading.acts.push(...acts.map((act) => (guarded ? { ...act, lenient: true } : act)));
}

function place({ reading, body }: Walk, node: Tree): Spot {
  if (body.start === undefined) return reading.spot;
  const from = lineStart(body.text, Number(node["lineno"] ?? 1));
  const stop = body.text.indexOf("\n", from);
  const line = body.text.slice(from, stop < 0 ? undefined : stop);
  return reading.source.spot(
    body.start + from + (line.length - line.trimStart().length),
    body.start + from + line.length,
  );
}

function lineStart(code: string, line: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) {
    const next = code.indexOf("\n", at);
    if (next < 0) return at;
    at = next + 1;
  }
  return at;
}

function bodyIn(reading: Reading, code: string): Body {
  if (reading.loose) return { text: code };
  const { source, start, end } = reading;
  const token = lex(source.text, start, end).find(({ kind }) => kind === "string");
  const at = token === undefined ? -1 : source.text.slice(token.start, token.end).indexOf(code);
  return token === undefined || at < 0 ? { text: code } : { text: code, start: token.start + at };
}
