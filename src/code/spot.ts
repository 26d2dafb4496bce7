import type { Node } from "web-tree-sitter";
import type { Spot } from "./value.ts";

/** Where a piece of a program stands. */
export const spotOf = ({ startPosition, endPosition }: Node): Spot => ({
  line: startPosition.row + 1,
  column: startPosition.column + 1,
  endLine: endPosition.row + 1,
});

/** What stands between the pieces; the text of a heredoc is found from where it begins. */
const SKIPPED: ReadonlySet<string> = new Set(["comment", "heredoc_body"]);

/** Its named children, without comments. */
export const parts = (node: Node): readonly Node[] =>
  node.namedChildren.filter((child): child is Node => child !== null && !SKIPPED.has(child.type));

export const field = (node: Node, name: string): Node | undefined => node.childForFieldName(name) ?? undefined;
