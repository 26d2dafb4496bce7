import { field, spotOf } from "../spot.ts";
import { Unknown } from "../value.ts";
import { type Read, truthy } from "./machine.ts";
import { wordOf } from "./texts.ts";

export const augmented: Read = (node, scope, machine) => {
  const name = field(node, "left")?.text ?? "";
  const [before, right] = [scope.get(name) ?? null, field(node, "right")];
  const given = right === undefined ? null : machine.evaluate(right, scope);
  const [one, other] = [wordOf(before), wordOf(given)];
  const known = node.children.some((child) => child?.type === "+=") && one !== undefined && other !== undefined;
  const value = !known
    ? new Unknown(node.text)
    : typeof before === "number" && typeof given === "number"
      ? before + given
      : one + other;
  scope.assign(name, value);
  return value;
};

export const update: Read = (node, scope) => {
  const name = field(node, "argument")?.text ?? "";
  const before = scope.get(name);
  if (typeof before !== "number") return new Unknown(node.text);
  scope.assign(name, node.text.includes("++") ? before + 1 : before - 1);
  return before;
};

export const binary: Read = (node, scope, machine) => {
  const [left, right, operator] = [field(node, "left"), field(node, "right"), field(node, "operator")?.text ?? ""];
  if (left === undefined || right === undefined) return new Unknown(node.text);
  const one = machine.evaluate(left, scope);
  const lazy = operator === "&&" || operator === "||" || operator === "??";
  if (lazy && !(one instanceof Unknown)) {
    const enough = operator === "??" ? one !== null : truthy(one) === (operator === "||");
    return enough ? one : machine.evaluate(right, scope);
  }
  const settle = lazy && one instanceof Unknown ? machine.world.doubt(one, operator === "&&", spotOf(node)) : undefined;
  const other = machine.evaluate(right, scope);
  settle?.();
  if (one instanceof Unknown || other instanceof Unknown) {
    const guard = [one, other].every((value) => !(value instanceof Unknown) || value.guard);
    const words = [one, other].map((value) =>
      value instanceof Unknown ? (value.words ?? `\${${value.why}}`) : wordOf(value),
    );
    const text = operator === "+" && words.every((word) => word !== undefined);
    return new Unknown(node.text, text ? { words: words.join("") } : { guard });
  }
  switch (operator) {
    case "+": {
      if (typeof one === "number" && typeof other === "number") return one + other;
      const words = [wordOf(one), wordOf(other)].filter((word) => word !== undefined);
      return words.length === 2 ? words.join("") : new Unknown(node.text);
    }
    case "===":
    case "==":
      return one === other;
    case "!==":
    case "!=":
      return one !== other;
    case "<":
      return typeof one === "number" && typeof other === "number" ? one < other : new Unknown(node.text);
    case ">":
      return typeof one === "number" && typeof other === "number" ? one > other : new Unknown(node.text);
    default:
      return new Unknown(node.text);
  }
};

export const unary: Read = (node, scope, machine) => {
  const argument = field(node, "argument");
  const value = argument === undefined ? null : machine.evaluate(argument, scope);
  const operator = field(node, "operator")?.text;
  if (operator === "!")
    return value instanceof Unknown ? new Unknown(node.text, { guard: value.guard }) : !truthy(value);
  if (operator === "void") return null;
  return typeof value === "number" && operator === "-" ? -value : new Unknown(node.text);
};
