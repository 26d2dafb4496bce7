import { type DoStmt, type Node, parsePlPgSQLSync, parseSync } from "libpg-query";
import type { Act, Spot } from "../act.ts";
import { lex } from "../lex.ts";
import { text } from "../names.ts";
import { looksDangerous } from "../opaque.ts";
import { placeholder } from "../placeholder.ts";
import { locator } from "../source.ts";
import { constantText } from "./constant-text.ts";
import type { Reading } from "./context.ts";

type Tree = Readonly<Record<string, unknown>>;
type ReadActs = (node: Node, reading: Reading) => void;

/** The body of a DO block, where its words stand in the file. */
interface Body {
  readonly text: string;
  /** Where the body begins in the source; undefined where its text is not there as it is. */
  readonly start?: number;
}

/** A DO block runs when the migration runs, so its static statements count like any other. */
export function doBlock(node: DoStmt, reading: Reading, readActs: ReadActs): void {
  const options = new Map<string, Node>();
  for (const arg of node.args ?? [])
    if ("DefElem" in arg && arg.DefElem.arg !== undefined) options.set(arg.DefElem.defname ?? "", arg.DefElem.arg);
  const code = text(options.get("as"));
  const language = text(options.get("language")) || "plpgsql";
  const whole = reading.source.text.slice(reading.start, reading.end);
  if (language !== "plpgsql") {
    const reason = `a DO block in ${language} is not read`;
    reading.gaps.push({ key: "dynamic-sql", reason, spot: reading.spot, sql: whole, opaque: true });
    return;
  }
  let tree: unknown;
  try {
    tree = parsePlPgSQLSync(`DO ${dollar(code)}`);
  } catch (error) {
    const slot = placeholder(whole);
    const message = error instanceof Error ? error.message : String(error);
    const [key, reason] =
      slot === undefined
        ? ["statement-unread", `DO block: ${message}`]
        : ["template-placeholder", `a slot \`${slot}\` is filled in before PostgreSQL sees this block`];
    reading.gaps.push({ key, reason, spot: reading.spot, sql: whole, opaque: looksDangerous(code, true) });
    return;
  }
  walk(tree, { reading, readActs, body: bodyIn(reading, code), guarded: false });
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
      } else if (key === "PLpgSQL_stmt_call") statement(query(node["expr"]), node, state);
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
  const sql = constantText(expression);
  if (sql === undefined) {
    const reason = `EXECUTE of a text that is put together when it runs: ${expression.slice(0, 200)}`;
    state.reading.gaps.push({ key: "dynamic-sql", reason, spot, sql: expression, opaque: true });
  } else run(sql, undefined, spot, state);
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

/** The block again in dollar quotes, with a tag that its text does not hold. */
function dollar(code: string): string {
  let tag = "$$";
  for (let i = 0; code.includes(tag); i++) tag = `$b${i}$`;
  return `${tag}${code}${tag}`;
}
