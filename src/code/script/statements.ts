import type { Node } from "web-tree-sitter";
import { choose } from "../choose.ts";
import { Scope } from "../scope.ts";
import { field, parts, spotOf } from "../spot.ts";
import { isList, isMap, Unknown, type Value } from "../value.ts";
import { Leave } from "../world.ts";
import { bind } from "./calls.ts";
import { type Machine, type Read, truthy } from "./machine.ts";

export const branch: Read = (node, scope, machine) => {
  const condition = field(node, "condition");
  if (condition === undefined) return null;
  const [yes, no] = [field(node, "consequence"), field(node, "alternative")];
  const value = machine.evaluate(condition, scope);
  return choose(value, truthy, condition, machine.world, {
    ...(yes === undefined ? {} : { yes: () => machine.evaluate(yes, scope) }),
    ...(no === undefined ? {} : { no: () => machine.evaluate(no, scope) }),
  });
};

/** Runs a body once for each of the values; once, with a doubt, where they are not known. */
function over(
  values: readonly Value[] | undefined,
  node: Node,
  source: string,
  machine: Machine,
  run: (value: Value) => void,
): void {
  const settle = values === undefined ? machine.world.doubt(new Unknown(source), true, spotOf(node)) : undefined;
  for (const value of values ?? [new Unknown(source)]) {
    machine.step();
    try {
      run(value);
    } catch (left) {
      if (!(left instanceof Leave) || left.by === "return") throw left;
      if (left.by === "break") break;
    }
  }
  settle?.();
}

export const forIn: Read = (node, scope, machine) => {
  const [left, right, body] = [field(node, "left"), field(node, "right"), field(node, "body")];
  if (left === undefined || right === undefined || body === undefined) return null;
  const value = machine.evaluate(right, scope);
  const keys = node.children.some((child) => child?.type === "in");
  const listed = isList(value)
    ? keys
      ? value.map((_, i) => String(i))
      : value
    : isMap(value)
      ? [...value.keys()]
      : undefined;
  over(listed, node, right.text, machine, (one) => {
    const inside = new Scope(scope);
    bind(left, one, inside, machine);
    machine.evaluate(body, inside);
  });
  return null;
};

/** A loop that counts, while its condition is known to hold. */
export const loop: Read = (node, scope, machine) => {
  const inside = new Scope(scope);
  const [start, condition, step, body] = ["initializer", "condition", "increment", "body"].map((name) =>
    field(node, name),
  );
  if (start !== undefined) machine.evaluate(start, inside);
  if (body === undefined) return null;
  for (let round = 0; ; round++) {
    const holds = condition === undefined ? new Unknown(node.text) : machine.evaluate(condition, inside);
    if (holds instanceof Unknown) {
      over(undefined, node, condition?.text ?? "the loop", machine, () => machine.evaluate(body, inside));
      return null;
    }
    if (!truthy(holds) || round > 1000) return null;
    let stop = false;
    over([null], node, "", machine, () => {
      try {
        machine.evaluate(body, inside);
      } catch (left) {
        if (!(left instanceof Leave) || left.by !== "break") throw left;
        stop = true;
      }
    });
    if (stop) return null;
    if (step === undefined && node.type === "for_statement") return null;
    if (step !== undefined) machine.evaluate(step, inside);
  }
};

export const choice: Read = (node, scope, machine) => {
  const value = machine.evaluate(field(node, "value") ?? node, scope);
  const cases = parts(field(node, "body") ?? node);
  const bodies =
    (from: number): (() => Value) =>
    () => {
      try {
        for (const one of cases.slice(from)) {
          const own = parts(one).filter((part) => part.id !== field(one, "value")?.id);
          machine.body(own, new Scope(scope));
        }
      } catch (left) {
        if (!(left instanceof Leave) || left.by !== "break") throw left;
      }
      return null;
    };
  if (value instanceof Unknown) {
    machine.world.aside(value, spotOf(node), bodies(0));
    return null;
  }
  const hit = cases.findIndex((one) => {
    const said = field(one, "value");
    return said !== undefined && machine.evaluate(said, scope) === value;
  });
  const at = hit < 0 ? cases.findIndex(({ type }) => type === "switch_default") : hit;
  return at < 0 ? null : bodies(at)();
};

/** What is caught is not what a healthy run does. */
export const attempt: Read = (node, scope, machine) => {
  const [body, last] = [field(node, "body"), field(node, "finalizer")];
  if (body !== undefined) machine.evaluate(body, scope);
  if (last !== undefined) machine.evaluate(last, scope);
  return null;
};

export const declaration: Read = (node, scope, machine) => {
  for (const part of parts(node)) {
    const [name, value] = [field(part, "name"), field(part, "value")];
    if (name !== undefined) bind(name, value === undefined ? null : machine.evaluate(value, scope), scope, machine);
  }
  return null;
};
