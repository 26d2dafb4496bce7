import type { Node } from "web-tree-sitter";
import { spotOf } from "./spot.ts";
import { Unknown, type Value } from "./value.ts";
import { Leave, type World } from "./world.ts";

/** Runs one of two ways; where nobody can know which, the first, with a doubt, and reads the other aside. */
export function choose(
  condition: Value,
  truthy: (value: Value) => boolean,
  node: Node,
  world: World,
  ways: { readonly yes?: () => Value; readonly no?: () => Value },
): Value {
  if (!(condition instanceof Unknown)) return (truthy(condition) ? ways.yes?.() : ways.no?.()) ?? null;
  const spot = spotOf(node);
  const [first, holds, second] = ways.yes === undefined ? [ways.no, false, undefined] : [ways.yes, true, ways.no];
  const settle = world.doubt(condition, holds, spot);
  let value: Value = null;
  try {
    value = first?.() ?? null;
  } catch (left) {
    if (!(left instanceof Leave)) throw left;
    // `return if …`: all that follows happens only if it does not hold.
    settle();
    world.doubt(condition, !holds, spot);
    return null;
  }
  settle();
  if (second !== undefined)
    world.aside(condition, spot, () => {
      try {
        second();
      } catch (left) {
        if (!(left instanceof Leave)) throw left;
      }
    });
  return value instanceof Unknown || second === undefined ? value : new Unknown(node.text);
}
