import type { List, RootContent } from "mdast";
import type { Said } from "../../model/plan-part.ts";
import { placeOf, plain } from "./markdown.ts";

const item = (list: List): readonly Said[] =>
  list.children
    .map((child) => ({ text: plain(child).trim(), place: placeOf(child) }))
    .filter(({ text }) => text !== "");

/** The steps that a run of blocks spells out: items of lists, blocks of code, rows of a table, sub-headings. */
export function stepsIn(nodes: readonly RootContent[]): readonly Said[] {
  return nodes.flatMap((node): readonly Said[] => {
    switch (node.type) {
      case "list":
        return item(node);
      case "code":
        return node.value.trim() === "" ? [] : [{ text: node.value.trim(), place: placeOf(node) }];
      case "table":
        return node.children
          .slice(1)
          .map((row) => ({ text: row.children.map(plain).join(" – "), place: placeOf(row) }));
      default:
        return [];
    }
  });
}

/** Steps written in one cell or line: `1. … 2. …`, `a; b`, or a single sentence. */
export const inlineSteps = ({ text, place }: Said): readonly Said[] =>
  text
    .split(/\n|;\s+|(?:^|\s)(?:\d+[.)]|\(\d+\))\s+/)
    .map((step) => step.trim())
    .filter((step) => step !== "")
    .map((step) => ({ text: step, place }));
