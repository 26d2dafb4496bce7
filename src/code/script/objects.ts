import type { Node } from "web-tree-sitter";
import { Scope } from "../scope.ts";
import { field, parts } from "../spot.ts";
import { Host, isMap, type Value } from "../value.ts";
import { bind, nameOf } from "./calls.ts";
import type { Machine, Read } from "./machine.ts";

const keyOf = (node: Node, scope: Scope, machine: Machine): string => {
  if (node.type === "property_identifier" || node.type === "shorthand_property_identifier") return node.text;
  const value =
    node.type === "computed_property_name" ? machine.body(parts(node), scope) : machine.evaluate(node, scope);
  return typeof value === "string" || typeof value === "number" ? String(value) : node.text;
};

export const record: Read = (node, scope, machine) => {
  const map = new Map<string, Value>();
  for (const part of parts(node)) {
    const [key, value] = [field(part, "key"), field(part, "value")];
    if (part.type === "spread_element") {
      const spread = machine.body(parts(part), scope);
      if (isMap(spread)) for (const [name, inner] of spread) map.set(name, inner);
      else map.set("...", spread);
    } else if (part.type === "method_definition")
      map.set(field(part, "name")?.text ?? "", machine.routine(part, scope));
    else if (key !== undefined && value !== undefined)
      map.set(keyOf(key, scope, machine), machine.evaluate(value, scope));
    else map.set(part.text, machine.evaluate(part, scope));
  }
  return map;
};

/** A class is what its objects can do. */
export const classOf: Read = (node, scope, machine) => {
  const members = new Map<string, Value>();
  const own = new Scope(scope);
  own.declare("this", members);
  const name = field(node, "name")?.text;
  if (name !== undefined) members.set("class", name);
  const body = field(node, "body");
  for (const part of body === undefined ? [] : parts(body)) {
    const key = field(part, "name")?.text ?? "";
    const value = field(part, "value");
    if (part.type === "method_definition") members.set(key, machine.routine(part, own));
    else if (value !== undefined) members.set(key, machine.evaluate(value, own));
  }
  if (name !== undefined) scope.declare(name, members);
  return members;
};

/** `a.b = …`, `module.exports = …`. */
export const assignment: Read = (node, scope, machine) => {
  const [left, right] = [field(node, "left"), field(node, "right")];
  if (left === undefined || right === undefined) return null;
  const value = machine.evaluate(right, scope);
  const path = left.text.replaceAll(/\s/g, "");
  const exported = /^(?:module\.)?exports\.(\w+)$/.exec(path)?.[1];
  if (exported !== undefined) machine.exported.set(exported, value);
  else if (path === "module.exports") {
    if (isMap(value)) for (const [name, inner] of value) machine.exported.set(name, inner);
  } else if (left.type === "member_expression" || left.type === "subscript_expression") {
    const object = machine.evaluate(field(left, "object") ?? left, scope);
    const name = nameOf(left, scope, machine);
    if (object instanceof Host) object.set(name, value);
    else if (isMap(object)) (object as Map<string, Value>).set(name, value);
  } else if (left.type === "identifier") scope.assign(left.text, value);
  else bind(left, value, scope, machine);
  return value;
};
