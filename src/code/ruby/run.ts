import type { Node } from "web-tree-sitter";
import { limits } from "../limits.ts";
import { Scope } from "../scope.ts";
import { field, parts, spotOf } from "../spot.ts";
import { type Host, isList, isMap, type Routine, Unknown, type Value } from "../value.ts";
import { Leave, type World } from "../world.ts";
import { bare, bind, call, pairOf, routine, yielded } from "./calls.ts";
import { binary, branch, cases, truthy } from "./conditions.ts";
import type { Machine } from "./machine.ts";
import { heredoc, joined } from "./texts.ts";

type Read = (node: Node, scope: Scope, machine: Machine) => Value;

const inside: Read = (node, scope, machine) => machine.body(parts(node), scope);
const elements: Read = (node, scope, machine) =>
  parts(node).flatMap((part): readonly Value[] => {
    const value = machine.evaluate(part, scope);
    return part.type === "splat_argument" && isList(value) ? value : [value];
  });
const leave =
  (by: "return" | "break" | "next"): Read =>
  (node, scope, machine) => {
    throw new Leave(by, machine.body(parts(node), scope));
  };

/** What each kind of node stands for. */
const READ: Readonly<Record<string, Read>> = {
  string: joined,
  delimited_symbol: joined,
  bare_symbol: joined,
  bare_string: joined,
  heredoc_beginning: heredoc,
  heredoc_body: () => null,
  simple_symbol: ({ text }) => text.slice(1),
  hash_key_symbol: ({ text }) => text,
  integer: ({ text }) => Number(text.replaceAll("_", "")),
  float: ({ text }) => Number(text.replaceAll("_", "")),
  true: () => true,
  false: () => false,
  nil: () => null,
  self: (_node, _scope, machine) => machine.self,
  chained_string: (node, scope, machine) => {
    const values = parts(node).map((part) => machine.evaluate(part, scope));
    const words = values.filter((value) => typeof value === "string");
    return words.length < values.length ? new Unknown(node.text) : words.join("");
  },
  array: elements,
  string_array: elements,
  symbol_array: elements,
  splat_argument: inside,
  hash: (node, scope, machine) =>
    new Map(
      parts(node).flatMap((part): readonly [string, Value][] => {
        if (part.type === "pair") return [pairOf(part, scope, machine)];
        const value = machine.body(parts(part), scope);
        return isMap(value) ? [...value] : [["**", value]];
      }),
    ),
  call,
  yield: yielded,
  identifier: (node, scope, machine) =>
    scope.has(node.text) ? (scope.get(node.text) ?? null) : bare(node.text, node, scope, machine),
  instance_variable: ({ text }, scope) => scope.get(text) ?? new Unknown(text),
  constant: ({ text }, scope, machine) => scope.get(text) ?? machine.world.name(text) ?? new Unknown(text),
  scope_resolution: ({ text }, scope, machine) =>
    machine.world.name(text) ?? scope.get(text.replace(/^.*::/, "")) ?? new Unknown(text),
  assignment: (node, scope, machine) => {
    const [left, right] = [field(node, "left"), field(node, "right")];
    const value = right === undefined ? null : machine.evaluate(right, scope);
    if (left?.type === "left_assignment_list")
      for (const [i, part] of parts(left).entries())
        scope.assign(part.text, isList(value) ? (value[i] ?? null) : new Unknown(part.text));
    else if (left !== undefined) scope.assign(left.text, value);
    return value;
  },
  operator_assignment: (node, scope, machine) => {
    const name = field(node, "left")?.text ?? "";
    const before = scope.get(name) ?? null;
    const right = field(node, "right");
    const given = right === undefined ? null : machine.evaluate(right, scope);
    const operator = node.children.find((child) => child?.type.endsWith("="))?.type;
    const known = operator === "+=" && typeof before === "string" && typeof given === "string";
    const value = operator === "||=" ? (before ?? given) : known ? before + given : new Unknown(node.text);
    scope.assign(name, value);
    return value;
  },
  if: branch,
  unless: branch,
  if_modifier: branch,
  unless_modifier: branch,
  conditional: branch,
  elsif: branch,
  case: cases,
  binary,
  unary: (node, scope, machine) => {
    const operand = field(node, "operand");
    const value = operand === undefined ? null : machine.evaluate(operand, scope);
    if (/^(!|not\b)/.test(node.text))
      return value instanceof Unknown ? new Unknown(node.text, { guard: value.guard }) : !truthy(value);
    return typeof value === "number" ? -value : new Unknown(node.text);
  },
  lambda: (node, scope, machine) => {
    const body = field(node, "body");
    return body === undefined ? null : machine.block(body, scope);
  },
  element_reference: (node, scope, machine) => {
    const [object, key] = parts(node).map((part) => machine.evaluate(part, scope));
    if (isMap(object) && typeof key === "string") return object.get(key) ?? null;
    if (isList(object) && typeof key === "number") return object.at(key) ?? null;
    if (object instanceof Unknown && key !== undefined) {
      const args = { list: [key], named: new Map<string, Value>(), letters: [], spot: spotOf(node), text: node.text };
      return machine.world.stray("[]", args, object);
    }
    return new Unknown(node.text);
  },
  rescue: () => null,
  method: () => null,
  singleton_method: () => null,
  class: () => null,
  module: () => null,
  return: leave("return"),
  break: leave("break"),
  next: leave("next"),
  while: (node, scope, machine) => loop(node, scope, machine),
  until: (node, scope, machine) => loop(node, scope, machine),
  for: (node, scope, machine) => loop(node, scope, machine),
  ERROR: (node, _scope, machine) => {
    machine.world.broken(spotOf(node), node.text);
    return null;
  },
};

for (const type of [
  "argument_list",
  "parenthesized_statements",
  "then",
  "else",
  "ensure",
  "begin",
  "do",
  "body_statement",
  "block_body",
  "begin_block",
  "program",
])
  Object.assign(READ, { [type]: inside });

/** A loop whose end only a run would tell: its body is read once. */
function loop(node: Node, scope: Scope, machine: Machine): Value {
  const condition = field(node, "condition") ?? field(node, "value");
  if (condition !== undefined) machine.evaluate(condition, scope);
  const settle = machine.world.doubt(new Unknown(condition?.text ?? node.text), true, spotOf(node));
  const body = field(node, "body");
  try {
    if (body !== undefined) machine.evaluate(body, scope);
  } catch (left) {
    if (!(left instanceof Leave)) throw left;
  }
  settle();
  return null;
}

/** Something that reads a program's methods as if they ran. */
export function machineOf(world: World, self: Host, constants: Scope, root: Node): Machine {
  const { step, inside: within } = limits();
  const machine: Machine = {
    world,
    self,
    methods: new Map(),
    heredocs: heredocsOf(root),
    step,
    evaluate: (node, scope) => within(() => (READ[node.type] ?? unread)(node, scope, machine)),
    body(nodes, scope) {
      let value: Value = null;
      for (const node of nodes) value = machine.evaluate(node, scope);
      return value;
    },
    call(node, values) {
      const scope = new Scope(constants);
      bind(field(node, "parameters"), values, scope, machine);
      const body = field(node, "body");
      try {
        return body === undefined ? null : machine.evaluate(body, scope);
      } catch (left) {
        if (left instanceof Leave && left.by === "return") return left.value;
        throw left;
      }
    },
    block: (node, scope): Routine => routine(node, scope, machine),
  };
  return machine;
}

/** Texts of heredocs follow their beginnings in the order of these. */
function heredocsOf(root: Node): ReadonlyMap<number, Node> {
  const bodies = root.descendantsOfType("heredoc_body");
  const beginnings = root.descendantsOfType("heredoc_beginning");
  return new Map(
    beginnings.flatMap((node, i): readonly [number, Node][] => {
      const body = bodies[i];
      return node === null || body === undefined || body === null ? [] : [[node.startIndex, body]];
    }),
  );
}

const unread: Read = (node) => new Unknown(node.text);
