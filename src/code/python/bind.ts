import type { Node } from "web-tree-sitter";
import { itemsIn } from "./builtins.ts";
import { childrenOf, field } from "./nodes.ts";
import type { Walk } from "./scope.ts";
import { keyOf, unknown, type Value, type Scope } from "./value.ts";

/** `target = value`, with lists of targets and places in maps. */
export function bind(target: Node | undefined, value: Value, scope: Scope, walk: Walk): void {
  if (target === undefined) return;
  if (target.type === "identifier") scope.names.set(target.text, value);
  else if (["pattern_list", "tuple_pattern", "list_pattern", "tuple", "list"].includes(target.type)) {
    const items = itemsIn(value);
    for (const [index, one] of childrenOf(target).entries())
      bind(one, items?.[index] ?? unknown(one.text), scope, walk);
  } else if (target.type === "subscript") {
    const of = walk.evaluate(field(target, "value"), scope);
    const key = walk.evaluate(field(target, "subscript"), scope);
    if (of.is === "map") of.entries.set(keyOf(key), [key, value]);
  }
}
