import { type Node, parseSync } from "libpg-query";
import { text } from "../names.ts";

export interface KnownText {
  /** The text, up to the first part that only running it would tell. */
  readonly known: string;
  readonly whole: boolean;
}

const NOTHING: KnownText = { known: "", whole: false };

/** The text that an expression comes to, as far as constants say. */
export function constantText(expression: string): KnownText {
  try {
    const node = parseSync(`SELECT ${expression}`).stmts?.[0]?.stmt;
    if (node === undefined || !("SelectStmt" in node)) return NOTHING;
    const target = node.SelectStmt.targetList?.[0];
    return target !== undefined && "ResTarget" in target ? evaluate(target.ResTarget.val) : NOTHING;
  } catch {
    return NOTHING;
  }
}

function evaluate(node: Node | undefined): KnownText {
  if (node === undefined) return NOTHING;
  if ("A_Const" in node) {
    const value = node.A_Const.sval?.sval ?? node.A_Const.ival?.ival?.toString();
    return value === undefined ? NOTHING : { known: value, whole: true };
  }
  if ("TypeCast" in node) return evaluate(node.TypeCast.arg);
  if ("A_Expr" in node && text(node.A_Expr.name?.[0]) === "||")
    return join([evaluate(node.A_Expr.lexpr), evaluate(node.A_Expr.rexpr)]);
  if ("FuncCall" in node) {
    const name = text(node.FuncCall.funcname?.at(-1));
    const args = (node.FuncCall.args ?? []).map(evaluate);
    const [first = NOTHING] = args;
    if (name === "format") return format(first, args.slice(1));
    if (name === "concat") return join(args);
    if (name === "quote_ident" && first.whole) return { known: quoteName(first.known), whole: true };
  }
  return NOTHING;
}

function join(parts: readonly KnownText[]): KnownText {
  const end = parts.findIndex(({ whole }) => !whole);
  const kept = end < 0 ? parts : parts.slice(0, end + 1);
  return { known: kept.map(({ known }) => known).join(""), whole: end < 0 };
}

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** PostgreSQL's format(): `%s`, `%I`, `%L`, `%%`, with or without a position. */
function format(template: KnownText, args: readonly KnownText[]): KnownText {
  if (!template.whole) return template;
  const parts: KnownText[] = [];
  let next = 0;
  let at = 0;
  for (const found of template.known.matchAll(/%(?:(\d+)\$)?([sIL%])/g)) {
    parts.push({ known: template.known.slice(at, found.index), whole: true });
    at = found.index + found[0].length;
    parts.push(
      slot(found[2] ?? "", found[2] === "%" ? NOTHING : args[found[1] === undefined ? next++ : Number(found[1]) - 1]),
    );
  }
  return join([...parts, { known: template.known.slice(at), whole: true }]);
}

function slot(kind: string, value: KnownText = NOTHING): KnownText {
  if (kind === "%") return { known: "%", whole: true };
  if (!value.whole || kind === "s") return value.whole ? value : NOTHING;
  return { known: kind === "I" ? quoteName(value.known) : `'${value.known.replaceAll("'", "''")}'`, whole: true };
}
