import type { Node } from "web-tree-sitter";
import { childrenOf } from "./nodes.ts";
import type { Scope } from "./value.ts";

/** Names that an import brings, each with what it stands for. */
export function bindImports(node: Node, { names }: Scope): void {
  const from = node.childForFieldName("module_name");
  for (const one of node.childrenForFieldName("name").filter((name) => name !== null)) {
    const full = (one.childForFieldName("name") ?? one).text;
    const alias = one.childForFieldName("alias")?.text;
    if (from !== null) names.set(alias ?? full, { is: "name", name: `${from.text}.${full}` });
    else if (alias !== undefined) names.set(alias, { is: "name", name: full });
    else {
      const [first = full] = full.split(".");
      names.set(first, { is: "name", name: first });
    }
  }
  if (from === null) return;
  // `from x import *`: what comes is known by its module alone.
  const all = childrenOf(node).some(({ type }) => type === "wildcard_import");
  if (all) names.set("*", { is: "name", name: from.text });
}
