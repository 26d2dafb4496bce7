import { type Node, parseSync } from "libpg-query";
import { text } from "../names.ts";

/** The text that an expression of constants comes to, or undefined where only running it would tell. */
export function constantText(expression: string): string | undefined {
  try {
    const node = parseSync(`SELECT ${expression}`).stmts?.[0]?.stmt;
    if (node === undefined || !("SelectStmt" in node)) return undefined;
    const target = node.SelectStmt.targetList?.[0];
    return target !== undefined && "ResTarget" in target ? evaluate(target.ResTarget.val) : undefined;
  } catch {
    return undefined;
  }
}

function evaluate(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if ("A_Const" in node) return node.A_Const.sval?.sval ?? node.A_Const.ival?.ival?.toString();
  if ("TypeCast" in node) return evaluate(node.TypeCast.arg);
  if ("A_Expr" in node && text(node.A_Expr.name?.[0]) === "||") {
    const left = evaluate(node.A_Expr.lexpr);
    const right = evaluate(node.A_Expr.rexpr);
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if ("FuncCall" in node) {
    const name = text(node.FuncCall.funcname?.at(-1));
    const args = (node.FuncCall.args ?? []).map(evaluate);
    if (!args.every((arg) => arg !== undefined)) return undefined;
    if (name === "format") return format(args);
    if (name === "concat") return args.join("");
    if (name === "quote_ident") return quoteName(args[0] ?? "");
  }
  return undefined;
}

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** PostgreSQL's format(): `%s`, `%I`, `%L`, `%%`, with or without a position. */
function format([template = "", ...args]: readonly string[]): string | undefined {
  let next = 0;
  let known = true;
  const done = template.replace(/%(?:(\d+)\$)?([sIL%])/g, (_, position: string | undefined, kind: string) => {
    if (kind === "%") return "%";
    const value = args[position === undefined ? next++ : Number(position) - 1];
    if (value === undefined) {
      known = false;
      return "";
    }
    if (kind === "I") return quoteName(value);
    return kind === "L" ? `'${value.replaceAll("'", "''")}'` : value;
  });
  return known ? done : undefined;
}
