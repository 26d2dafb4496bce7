import type { Node } from "web-tree-sitter";
import { Scope } from "../scope.ts";
import { field, parts, spotOf } from "../spot.ts";
import { type Arguments, Host, isList, isMap, type Letters, Routine, Unknown, type Value } from "../value.ts";
import { Leave } from "../world.ts";
import { builtin } from "./builtins.ts";
import type { Machine } from "./machine.ts";
import { lettersOf } from "./texts.ts";

/** Arguments as they are given, with the block. */
export function argumentsOf(node: Node, scope: Scope, machine: Machine): Arguments {
  const list: Value[] = [];
  const letters: (Letters | undefined)[] = [];
  const named = new Map<string, Value>();
  const blocks = { given: field(node, "block") };
  let block = blocks.given === undefined ? undefined : machine.block(blocks.given, scope);
  const given = node.type === "yield" || node.type === "return" ? node : field(node, "arguments");
  for (const part of given === undefined ? [] : parts(given)) {
    if (part.type === "pair") named.set(...pairOf(part, scope, machine));
    else if (part.type === "hash_splat_argument") {
      const value = machine.body(parts(part), scope);
      if (isMap(value)) for (const [key, inner] of value) named.set(key, inner);
      else named.set("**", value);
    } else if (part.type === "splat_argument") {
      const value = machine.body(parts(part), scope);
      if (isList(value)) list.push(...value);
      else list.push(value);
    } else if (part.type === "block_argument") block = passed(machine.body(parts(part), scope), part);
    else {
      letters[list.length] = lettersOf(part, machine);
      list.push(machine.evaluate(part, scope));
    }
  }
  return { list, named, letters, spot: spotOf(node), text: node.text, ...(block === undefined ? {} : { block }) };
}

/** `&:name`, `&block`. */
function passed(value: Value, node: Node): Routine {
  if (value instanceof Routine) return value;
  return new Routine(([one = null]) => {
    const plain: Arguments = { list: [], named: new Map(), letters: [], spot: spotOf(node), text: node.text };
    if (typeof value !== "string") return new Unknown(node.text);
    const answer = one instanceof Host ? one.send(value, plain) : builtin(one, value, plain);
    return answer === undefined ? new Unknown(node.text) : answer;
  });
}

export function pairOf(pair: Node, scope: Scope, machine: Machine): [string, Value] {
  const [key, value] = [field(pair, "key"), field(pair, "value")];
  const name = key?.type === "hash_key_symbol" ? key.text : key === undefined ? "" : machine.evaluate(key, scope);
  const known = typeof name === "string" || typeof name === "number" ? String(name) : (key?.text ?? "");
  if (value === undefined) return [known, scope.get(known) ?? new Unknown(known)];
  return [known, machine.evaluate(value, scope)];
}

const MAKES_ROUTINE: ReadonlySet<string> = new Set(["lambda", "proc"]);

/** `name(…)`, `receiver.name(…) { … }`. */
export function call(node: Node, scope: Scope, machine: Machine): Value {
  const name = field(node, "method")?.text ?? "call";
  const from = field(node, "receiver");
  if (from === undefined) return bare(name, node, scope, machine);
  const receiver = from.type === "self" ? machine.self : machine.evaluate(from, scope);
  const args = argumentsOf(node, scope, machine);
  if (from.type === "self" && machine.methods.has(name)) return own(name, args, machine);
  if (receiver === null && field(node, "operator")?.text === "&.") return null;
  const answer = receiver instanceof Host ? receiver.send(name, args) : builtin(receiver, name, args);
  return answer === undefined ? machine.world.stray(name, args, receiver) : answer;
}

/** A name alone: the program's own method, or the tool's. */
export function bare(name: string, node: Node, scope: Scope, machine: Machine): Value {
  const args = argumentsOf(node, scope, machine);
  if (MAKES_ROUTINE.has(name) && args.block !== undefined) return args.block;
  if (name === "block_given?") return scope.get("&") instanceof Routine;
  if (machine.methods.has(name)) return own(name, args, machine);
  const value = machine.self.send(name, args);
  if (value === undefined) return machine.world.stray(name, args);
  if (name === "raise") throw new Leave("return");
  return value;
}

function own(name: string, args: Arguments, machine: Machine): Value {
  const method = machine.methods.get(name);
  if (method === undefined) return null;
  const named: Value[] = args.named.size > 0 ? [args.named] : [];
  return machine.call(method, [...args.list, ...named, ...(args.block === undefined ? [] : [args.block])]);
}

/** Gives the values to the parameters, by place and by name. */
export function bind(parameters: Node | undefined, values: readonly Value[], scope: Scope, machine: Machine): void {
  const rest = [...values];
  const block = rest.at(-1) instanceof Routine ? rest.pop() : undefined;
  const nodes = parameters === undefined ? [] : parts(parameters);
  const last = rest.at(-1);
  const keywords = nodes.some(({ type }) => type === "keyword_parameter" || type === "hash_splat_parameter");
  const named = keywords && isMap(last) ? new Map(last) : new Map<string, Value>();
  if (keywords && isMap(last)) rest.pop();
  // One list for several places is taken apart.
  const [only] = rest;
  const places = nodes.length > 1 && rest.length === 1 && isList(only) ? [...only] : rest;
  for (const node of nodes) {
    const name = field(node, "name")?.text ?? node.text;
    const fallback = field(node, "value");
    if (node.type === "block_parameter") scope.declare(name, block ?? null);
    else if (node.type === "splat_parameter") scope.declare(name, places.splice(0));
    else if (node.type === "hash_splat_parameter") scope.declare(name, named);
    else if (node.type === "destructured_parameter") bind(node, [places.shift() ?? null], scope, machine);
    else if (node.type === "keyword_parameter" && named.has(name)) scope.declare(name, named.get(name) ?? null);
    else if (node.type !== "keyword_parameter" && places.length > 0) scope.declare(name, places.shift() ?? null);
    else scope.declare(name, fallback === undefined ? null : machine.evaluate(fallback, scope));
  }
  if (block !== undefined) scope.declare("&", block);
}

/** `yield`: the block that the method was called with. */
export function yielded(node: Node, scope: Scope, machine: Machine): Value {
  const block = scope.get("&");
  return block instanceof Routine ? block.run(argumentsOf(node, scope, machine).list) : new Unknown(node.text);
}

export function routine(node: Node, scope: Scope, machine: Machine): Routine {
  const body = field(node, "body");
  return new Routine((values) => {
    machine.step();
    const inside = new Scope(scope);
    bind(field(node, "parameters"), values, inside, machine);
    if (field(node, "parameters") === undefined && values[0] !== undefined) {
      inside.declare("_1", values[0]);
      inside.declare("it", values[0]);
    }
    try {
      return body === undefined ? null : machine.body(parts(body), inside);
    } catch (left) {
      if (left instanceof Leave && left.by === "next") return left.value;
      throw left;
    }
  });
}
