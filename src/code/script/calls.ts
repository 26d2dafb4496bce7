import type { Node } from "web-tree-sitter";
import { Scope } from "../scope.ts";
import { field, parts, spotOf } from "../spot.ts";
import { type Arguments, Host, isList, isMap, type Letters, Routine, Unknown, type Value } from "../value.ts";
import { Leave } from "../world.ts";
import { builtin, global } from "./builtins.ts";
import type { Machine } from "./machine.ts";
import { lettersOf } from "./texts.ts";

export function argumentsOf(node: Node, scope: Scope, machine: Machine): Arguments {
  const list: Value[] = [];
  const letters: (Letters | undefined)[] = [];
  const given = field(node, "arguments");
  if (given?.type === "template_string") {
    letters.push(lettersOf(given));
    list.push(machine.evaluate(given, scope));
  } else
    for (const part of given === undefined ? [] : parts(given)) {
      const value = machine.evaluate(part, scope);
      if (part.type === "spread_element" && isList(value)) list.push(...value);
      else {
        letters[list.length] = lettersOf(part);
        list.push(value);
      }
    }
  return { list, named: new Map(), letters, spot: spotOf(node), text: node.text };
}

const WRAPPED: ReadonlySet<string> = new Set([
  "parenthesized_expression",
  "non_null_expression",
  "as_expression",
  "satisfies_expression",
  "await_expression",
]);

/** The node without what only a reader of the program needs. */
export function bareNode(node: Node): Node {
  const [inside] = parts(node);
  return WRAPPED.has(node.type) && inside !== undefined ? bareNode(inside) : node;
}

/** `name(…)`, `receiver.name(…)`. */
export function call(node: Node, scope: Scope, machine: Machine): Value {
  const callee = bareNode(field(node, "function") ?? node);
  const { world } = machine;
  if (callee.type !== "member_expression" && callee.type !== "subscript_expression") {
    const value =
      callee.type === "identifier" && !scope.has(callee.text)
        ? world.name(callee.text)
        : machine.evaluate(callee, scope);
    const args = argumentsOf(node, scope, machine);
    if (value instanceof Routine) return value.run(args.list);
    if (value instanceof Host) return value.send("()", args) ?? world.stray(callee.text, args, value);
    return callee.type === "identifier" ? world.stray(callee.text, args) : world.stray("()", args, value);
  }
  const object = field(callee, "object") ?? callee;
  const name = nameOf(callee, scope, machine);
  if (object.type === "identifier" && !scope.has(object.text)) {
    const args = argumentsOf(node, scope, machine);
    const answer = global(object.text, name, args);
    if (answer !== undefined) return answer;
  }
  const receiver = machine.evaluate(object, scope);
  const args = argumentsOf(node, scope, machine);
  if (receiver === null && field(callee, "optional_chain") !== undefined) return null;
  const own = receiver instanceof Host ? receiver.send(name, args) : undefined;
  const answer = own === undefined ? builtin(receiver, name, args) : own;
  return answer === undefined ? world.stray(name, args, receiver) : answer;
}

/** The name behind the dot, or between the brackets. */
export function nameOf(member: Node, scope: Scope, machine: Machine): string {
  const property = field(member, "property");
  if (property !== undefined) return property.text;
  const index = field(member, "index");
  const value = index === undefined ? null : machine.evaluate(index, scope);
  return typeof value === "string" || typeof value === "number" ? String(value) : "[]";
}

export function member(node: Node, scope: Scope, machine: Machine): Value {
  const object = machine.evaluate(field(node, "object") ?? node, scope);
  const name = nameOf(node, scope, machine);
  if (object instanceof Host) return object.get(name) ?? new Unknown(node.text);
  if (isMap(object)) return object.get(name) ?? null;
  if (isList(object)) {
    if (name === "length") return object.length;
    return /^\d+$/.test(name) ? (object[Number(name)] ?? null) : new Unknown(node.text);
  }
  if (typeof object === "string" && name === "length") return object.length;
  return new Unknown(node.text);
}

/** `new Table({ … })`: a class of the program, or the tool's. */
export function made(node: Node, scope: Scope, machine: Machine): Value {
  const maker = field(node, "constructor");
  const args = argumentsOf(node, scope, machine);
  const name = maker?.text ?? "";
  const value = maker === undefined ? null : machine.evaluate(maker, scope);
  const own = value instanceof Host ? value.send("()", args) : undefined;
  if (own !== undefined) return own;
  return isMap(value) ? value : machine.world.stray(`new ${name.replace(/^.*\./, "")}`, args);
}

/** Gives a value to a name, or to the names of a pattern. */
export function bind(pattern: Node, value: Value, scope: Scope, machine: Machine): void {
  switch (pattern.type) {
    case "identifier":
    case "shorthand_property_identifier_pattern":
      scope.declare(pattern.text, value);
      break;
    case "required_parameter":
    case "optional_parameter": {
      const inner = field(pattern, "pattern");
      const fallback = field(pattern, "value");
      const given = value === null && fallback !== undefined ? machine.evaluate(fallback, scope) : value;
      if (inner !== undefined) bind(inner, given, scope, machine);
      break;
    }
    case "assignment_pattern":
    case "object_assignment_pattern": {
      const [left, right] = [field(pattern, "left"), field(pattern, "right")];
      const given = value === null && right !== undefined ? machine.evaluate(right, scope) : value;
      if (left !== undefined) bind(left, given, scope, machine);
      break;
    }
    case "object_pattern":
      for (const part of parts(pattern)) {
        const key = field(part, "key")?.text ?? field(part, "left")?.text ?? part.text;
        const inner = field(part, "value") ?? part;
        const got = value instanceof Host ? value.get(key) : isMap(value) ? (value.get(key) ?? null) : undefined;
        bind(
          inner.type === "rest_pattern" ? (parts(inner)[0] ?? inner) : inner,
          got ?? (value instanceof Unknown ? new Unknown(`${value.why}.${key}`) : (got ?? new Unknown(key))),
          scope,
          machine,
        );
      }
      break;
    case "array_pattern":
      for (const [i, part] of parts(pattern).entries())
        bind(part, isList(value) ? (value[i] ?? null) : new Unknown(part.text), scope, machine);
      break;
    case "rest_pattern":
      for (const part of parts(pattern)) bind(part, value, scope, machine);
      break;
    default:
  }
}

export function routineOf(node: Node, scope: Scope, machine: Machine): Routine {
  const body = field(node, "body");
  const list = field(node, "parameters");
  const one = field(node, "parameter");
  const patterns = one === undefined ? (list === undefined ? [] : parts(list)) : [one];
  return new Routine((values) => {
    machine.step();
    const inside = new Scope(scope);
    for (const [i, pattern] of patterns.entries()) {
      const rest = pattern.type === "rest_pattern" || field(pattern, "pattern")?.type === "rest_pattern";
      bind(pattern, rest ? values.slice(i) : (values[i] ?? null), inside, machine);
    }
    if (body === undefined) return null;
    if (body.type !== "statement_block") return machine.evaluate(body, inside);
    try {
      machine.body(parts(body), inside);
      return null;
    } catch (left) {
      if (left instanceof Leave && left.by === "return") return left.value;
      throw left;
    }
  });
}
