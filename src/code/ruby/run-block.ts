import type { Node } from "web-tree-sitter";
import { Scope } from "../scope.ts";
import { field, parts } from "../spot.ts";
import type { Host } from "../value.ts";
import { Leave, type World } from "../world.ts";
import { machineOf } from "./run.ts";

/** The block of the first call on a receiver of that name. */
export function blockOn(root: Node, receiver: RegExp): Node | undefined {
  for (const call of root.descendantsOfType("call")) {
    if (call === null || !receiver.test(field(call, "receiver")?.text ?? "")) continue;
    const block = field(call, "block");
    if (block !== undefined) return block;
  }
  return undefined;
}

/** Reads a block as if `self` ran it. */
export function runBlock(root: Node, block: Node, world: World, self: Host): void {
  const scope = new Scope();
  const body = field(block, "body");
  try {
    machineOf(world, self, scope, root).body(body === undefined ? [] : parts(body), scope);
  } catch (left) {
    if (!(left instanceof Leave)) throw left;
  }
}
