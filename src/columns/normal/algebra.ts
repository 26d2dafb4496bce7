import type { CallExpr } from "../query.ts";

/** One spelling for what means the same, given the texts of a call's arguments. */
export function callText({ op, text }: CallExpr, args: readonly string[]): string {
  const [a = "", b = ""] = args;
  switch (op) {
    case "eq":
    case "neq":
    case "null_safe_eq":
    case "null_safe_neq":
    case "add":
    case "mul":
      return `${op}(${[...args].toSorted().join()})`;
    case "lt":
    case "lte":
      return `${op}(${a},${b})`;
    case "gt":
      return `lt(${b},${a})`;
    case "gte":
      return `lte(${b},${a})`;
    case "and":
    case "or":
      return chain(op, args);
    case "not":
      return negated(a);
    case "nvl":
    case "if_null":
    case "ifnull":
    case "coalesce":
      return `coalesce(${args.join()})`;
    case "in":
      return text.includes("query:")
        ? `${op}${text}(${args.join()})`
        : `in${text.includes("not:true") ? "!" : ""}(${[a, ...args.slice(1).toSorted()].join()})`;
    case "between":
      return text.includes("not:true") || text.includes("symmetric:true")
        ? `between${text}(${args.join()})`
        : chain("and", [`lte(${b},${a})`, `lte(${a},${args[2] ?? ""})`]);
    case "if_func":
    case "case":
      return choice(op, text, args);
    case "count":
      return /^(?:number:|boolean:)/.test(a) && !text.includes("distinct")
        ? "count{star:true}()"
        : `count${text}(${args.join()})`;
    default:
      return `${op}${text}(${args.join()})`;
  }
}

/** `and` of texts, flat, sorted and each once. */
export function chain(op: "and" | "or", args: readonly string[]): string {
  const flat = args.flatMap((arg) => (arg.startsWith(`${op}[`) ? parts(arg) : [arg]));
  const distinct = [...new Set(flat)].toSorted();
  const [only = ""] = distinct;
  return distinct.length === 1 ? only : `${op}[${distinct.map((one) => JSON.stringify(one)).join()}]`;
}

/** The texts that an `and` or `or` was made of. */
export function parts(text: string): readonly string[] {
  const list = /^(?:and|or)(\[.*\])$/s.exec(text)?.[1];
  if (list === undefined) return [text];
  return JSON.parse(list) as readonly string[];
}

/** Conjuncts of a condition; `true` says nothing. */
export const conjuncts = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.flatMap((text) => (text.startsWith("and[") ? parts(text) : [text])))]
    .filter((text) => text !== "boolean:true")
    .toSorted();

function negated(text: string): string {
  if (text.startsWith("eq(")) return `n${text}`;
  if (text.startsWith("neq(")) return text.slice(1);
  return text.startsWith("not(") && text.endsWith(")") ? text.slice(4, -1) : `not(${text})`;
}

/** `iff(a, b, c)` is `case when a then b else c end`, and a missing ELSE is NULL. */
function choice(op: string, text: string, args: readonly string[]): string {
  const operand = text.includes("operand:");
  const elsed = op === "case" ? text.includes("else_:") : args.length > 2;
  const last = elsed ? (args.at(-1) ?? "") : "null:null";
  const whens = elsed ? args.slice(0, -1) : args;
  return `case${operand ? "=" : ""}(${[...whens, last].join()})`;
}
