import type { Node } from "web-tree-sitter";
import { Scope } from "../scope.ts";
import { field, parts } from "../spot.ts";
import type { Host } from "../value.ts";
import { Leave, type World } from "../world.ts";
import { machineOf } from "./run.ts";

/** A class of a Ruby file, as it is written. */
export interface RubyClass {
  readonly name: string;
  readonly superclass: string;
  readonly node: Node;
  /** What its body calls by a bare name, with the words that follow. */
  readonly marks: readonly string[];
}

export function classesOf(root: Node): readonly RubyClass[] {
  return root.descendantsOfType("class").flatMap((node) => {
    if (node === null) return [];
    const body = field(node, "body");
    const marks = (body === undefined ? [] : parts(body)).filter(
      ({ type }) => type === "call" || type === "identifier",
    );
    const superclass = field(node, "superclass")?.text.replace(/^<\s*/, "") ?? "";
    return [{ name: field(node, "name")?.text ?? "", superclass, node, marks: marks.map(({ text }) => text) }];
  });
}

/** A class whose methods can be read, one by one. */
export interface Opened {
  has(method: string): boolean;
  /** Its text has nothing but comments. */
  empty(method: string): boolean;
  run(method: string, world: World, self: Host): void;
}

export function openClass(root: Node, { node }: RubyClass): Opened {
  const body = field(node, "body");
  const members = body === undefined ? [] : parts(body);
  const methods = new Map<string, Node>();
  for (const member of [...parts(root), ...members].flatMap(unwrapped))
    if (member.type === "method" || member.type === "singleton_method")
      methods.set(field(member, "name")?.text ?? "", member);
  return {
    has: (method) => methods.has(method),
    empty: (method) => {
      const inside = field(methods.get(method) ?? node, "body");
      return inside === undefined || parts(inside).length === 0;
    },
    run(method, world, self) {
      const found = methods.get(method);
      if (found === undefined) return;
      const constants = new Scope();
      const machine = machineOf(world, self, constants, root);
      machine.methods = methods;
      for (const member of [...parts(root), ...members])
        if (member.type === "assignment") machine.evaluate(member, constants);
      try {
        machine.call(found, []);
      } catch (left) {
        if (!(left instanceof Leave)) throw left;
      }
    },
  };
}

/** `private def x` hands the method on. */
const unwrapped = (node: Node): readonly Node[] => {
  const given = node.type === "call" ? field(node, "arguments") : undefined;
  return given === undefined ? [node] : parts(given);
};
