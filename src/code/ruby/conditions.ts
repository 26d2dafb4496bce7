import type { Node } from "web-tree-sitter";
import type { Scope } from "../scope.ts";
import { field, parts, spotOf } from "../spot.ts";
import { isList, isMap, Unknown, type Value } from "../value.ts";
import { Leave } from "../world.ts";
import type { Machine } from "./machine.ts";

export const truthy = (value: Value): boolean => value !== null && value !== false;

/** Runs one of two ways; where nobody can know which, the first, with a doubt, and reads the other aside. */
export function choose(
  condition: Value,
  node: Node,
  machine: Machine,
  ways: { readonly yes?: () => Value; readonly no?: () => Value },
): Value {
  if (!(condition instanceof Unknown)) return (truthy(condition) ? ways.yes?.() : ways.no?.()) ?? null;
  const spot = spotOf(node);
  const [first, holds, second] = ways.yes === undefined ? [ways.no, false, undefined] : [ways.yes, true, ways.no];
  const settle = machine.world.doubt(condition, holds, spot);
  let value: Value = null;
  try {
    value = first?.() ?? null;
  } catch (left) {
    if (!(left instanceof Leave)) throw left;
    // `return if …`: all that follows happens only if it does not hold.
    settle();
    machine.world.doubt(condition, !holds, spot);
    return null;
  }
  settle();
  if (second !== undefined)
    machine.world.aside(condition, spot, () => {
      try {
        second();
      } catch (left) {
        if (!(left instanceof Leave)) throw left;
      }
    });
  return value instanceof Unknown || second === undefined ? value : new Unknown(node.text);
}

/** `if`, `unless`, their modifiers and `? :`. */
export function branch(node: Node, scope: Scope, machine: Machine): Value {
  const condition = field(node, "condition");
  if (condition === undefined) return null;
  const way = (part: Node | undefined): (() => Value) | undefined =>
    part === undefined ? undefined : () => machine.evaluate(part, scope);
  const yes = way(field(node, "consequence") ?? field(node, "body"));
  const no = way(field(node, "alternative"));
  const value = machine.evaluate(condition, scope);
  const [first, second] = node.type.startsWith("unless") ? [no, yes] : [yes, no];
  return choose(value, condition, machine, {
    ...(first === undefined ? {} : { yes: first }),
    ...(second === undefined ? {} : { no: second }),
  });
}

export function cases(node: Node, scope: Scope, machine: Machine): Value {
  const value = machine.evaluate(field(node, "value") ?? node, scope);
  const whens = parts(node).filter(({ type }) => type === "when");
  const last = parts(node).find(({ type }) => type === "else");
  const from = (at: number): Value => {
    const when = whens[at];
    if (when === undefined) return last === undefined ? null : machine.evaluate(last, scope);
    const patterns = parts(when)
      .filter(({ type }) => type === "pattern")
      .map((pattern) => machine.body(parts(pattern), scope));
    const known = ![value, ...patterns].some((one) => one instanceof Unknown);
    const condition: Value = known ? patterns.includes(value) : new Unknown(node.text);
    const body = field(when, "body");
    return choose(condition, when, machine, {
      yes: () => (body === undefined ? null : machine.evaluate(body, scope)),
      no: () => from(at + 1),
    });
  };
  return from(0);
}

/** `&&`, `==`, `+`, … of what is known. */
export function binary(node: Node, scope: Scope, machine: Machine): Value {
  const [left, right] = [field(node, "left"), field(node, "right")];
  const operator = field(node, "operator")?.text ?? "";
  if (left === undefined || right === undefined) return new Unknown(node.text);
  const one = machine.evaluate(left, scope);
  if (["&&", "and", "||", "or"].includes(operator)) return both(one, operator, right, node, scope, machine);
  const other = machine.evaluate(right, scope);
  if (operator === "<<") return one;
  if (one instanceof Unknown || other instanceof Unknown) return wordsOf(node, one, operator, other);
  if (operator === "==") return one === other;
  if (operator === "!=") return one !== other;
  if (operator === "+") {
    if (typeof one === "string" && typeof other === "string") return one + other;
    if (isList(one) && isList(other)) return [...one, ...other];
  }
  if (operator === "-" && isList(one) && isList(other)) return one.filter((value) => !other.includes(value));
  if (operator === "%" && typeof one === "string" && isMap(other))
    return one.replaceAll(/%[{<](\w+)[}>]s?/g, (slot, name: string) => {
      const value = other.get(name);
      return typeof value === "string" || typeof value === "number" ? String(value) : slot;
    });
  if (typeof one === "number" && typeof other === "number") return sum(one, operator, other) ?? new Unknown(node.text);
  return new Unknown(node.text);
}

function both(one: Value, operator: string, right: Node, node: Node, scope: Scope, machine: Machine): Value {
  const and = operator === "&&" || operator === "and";
  if (!(one instanceof Unknown)) return truthy(one) === and ? machine.evaluate(right, scope) : one;
  const settle = machine.world.doubt(one, and, spotOf(node));
  const other = machine.evaluate(right, scope);
  settle();
  if (!(other instanceof Unknown)) return truthy(other) === and ? one : other;
  return new Unknown(node.text, { guard: one.guard && other.guard });
}

const words = (value: Value): string | undefined => {
  if (value instanceof Unknown) return value.words ?? `#{${value.why}}`;
  return typeof value === "string" ? value : undefined;
};

function wordsOf(node: Node, one: Value, operator: string, other: Value): Unknown {
  const [left, right] = [words(one), words(other)];
  const text = operator === "+" && left !== undefined && right !== undefined;
  return new Unknown(node.text, text ? { words: left + right } : {});
}

function sum(one: number, operator: string, other: number): Value | undefined {
  switch (operator) {
    case "+":
      return one + other;
    case "-":
      return one - other;
    case "*":
      return one * other;
    case "<":
      return one < other;
    case ">":
      return one > other;
    case ">=":
      return one >= other;
    case "<=":
      return one <= other;
    default:
      return undefined;
  }
}
