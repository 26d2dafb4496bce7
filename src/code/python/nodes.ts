import type { Node } from "web-tree-sitter";

/** What it is made of, comments left out. */
export const childrenOf = (node: Node): readonly Node[] =>
  node.namedChildren.filter((child) => child !== null && child.type !== "comment");

export const field = (node: Node, name: string): Node | undefined => node.childForFieldName(name) ?? undefined;
