import { field, parts } from "../spot.ts";
import { isMap, Unknown } from "../value.ts";
import type { Read } from "./machine.ts";

export const exporting: Read = (node, scope, machine) => {
  const [declared, value] = [field(node, "declaration"), field(node, "value")];
  if (value !== undefined) {
    const made = machine.evaluate(value, scope);
    if (isMap(made)) for (const [name, inner] of made) machine.exported.set(name, inner);
  }
  if (declared === undefined) {
    for (const clause of parts(node).filter(({ type }) => type === "export_clause"))
      for (const part of parts(clause)) {
        const name = field(part, "name")?.text ?? "";
        machine.exported.set(field(part, "alias")?.text ?? name, scope.get(name) ?? new Unknown(name));
      }
    return null;
  }
  const made = machine.evaluate(declared, scope);
  const single = field(declared, "name")?.text;
  const names = single === undefined ? parts(declared).flatMap((part) => field(part, "name")?.text ?? []) : [single];
  for (const name of names) machine.exported.set(name, scope.get(name) ?? made);
  // `export default class` is the module.
  if (isMap(made) && made.has("class")) for (const [name, inner] of made) machine.exported.set(name, inner);
  return null;
};

/** Names that another module gives: only the tool may know them. */
export const importing: Read = (node, scope, machine) => {
  for (const name of node.descendantsOfType("identifier"))
    if (name !== null) scope.declare(name.text, machine.world.name(name.text) ?? new Unknown(name.text));
  return null;
};
