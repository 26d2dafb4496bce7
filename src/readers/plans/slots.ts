import type { List, Nodes, Root, RootContent, Table } from "mdast";
import type { PlanDefect } from "../../model/plan.ts";
import { defect } from "./defect.ts";
import { placeOf, plain, prose } from "./markdown.ts";
import { slotIn } from "./slot-words.ts";

/** Names the part of the plan that a line stands in. */
export type Part = (line: number) => string;

/** The slots that were left, on the tree and never on the raw text. Tables' empty cells are judged where columns are known. */
export function slots(root: Root, part: Part): readonly PlanDefect[] {
  const found: PlanDefect[] = [];
  const look = (node: Nodes, text: string, offset = 0): void => {
    const slot = slotIn(text);
    if (slot === undefined) return;
    const { line, column } = placeOf(node);
    const at = { path: "", line: line + offset, ...(offset > 0 || column === undefined ? {} : { column }) };
    found.push(defect("slot", part(at.line), slot, at));
  };
  let depth = 0;
  const walk = (node: Nodes, at: number, parent: Nodes, inList = false): void => {
    const [before, next] = "children" in parent ? [parent.children[at - 1], parent.children[at + 1]] : [];
    switch (node.type) {
      case "paragraph":
      case "heading": {
        const lines = prose(node).split("\n");
        if (isElision(lines, before, next)) return;
        // In running text only a line of its own form is a slot: N/A and dots are judged on the whole.
        if (lines.filter((line) => line.trim() !== "").length < 2) look(node, lines.join(" ").trim());
        else
          for (const [i, line] of lines.entries())
            if (!/^\W*$|^\s*n\W?a\b|^\s*not app/i.test(line)) look(node, line, i);
        if (isBareLabel(node) && !isValue(next, depth) && (parent.type !== "listItem" || inList))
          found.push(defect("slot", part(placeOf(node).line), plain(node).trim(), placeOf(node)));
        if (node.type === "heading") ({ depth } = node);
        return;
      }
      case "table":
        cells(node, look);
        return;
      default:
        if ("children" in node) {
          const inside = node.type === "list" ? isLabelList(node) : inList;
          for (const [i, child] of node.children.entries()) walk(child, i, node, inside);
        }
    }
  };
  walk(root, -1, root);
  return found;
}

/** Dots between two blocks leave something out; alone below a heading or a label they stand for the answer. */
const isElision = (lines: readonly string[], before: Nodes | undefined, next: Nodes | undefined): boolean =>
  /^\s*(?:…|\.{3,})\s*$/.test(lines.join("")) &&
  [before, next].some((one) => one !== undefined && one.type !== "heading" && one.type !== "thematicBreak") &&
  !(before !== undefined && isBareLabel(before));

const LABEL = /^\p{L}[\p{L}\p{N}/()-]*(?: [\p{L}\p{N}/()-]+){0,2}:/u;

const isBareLabel = (node: Nodes): boolean => {
  const text = plain(node).trim();
  return node.type === "paragraph" && LABEL.exec(text)?.[0] === text;
};

/** A list of fields: another item of it has a label and a value. */
const isLabelList = ({ children }: List): boolean =>
  children.some((item) => /:\s+\S/.test(plain(item)) && LABEL.test(plain(item).trim()));

/** What stands below a label is its value, unless the section ends there. */
const isValue = (next: RootContent | undefined, depth: number): boolean =>
  next !== undefined && next.type !== "thematicBreak" && !(next.type === "heading" && next.depth <= depth);

/** A dash in a table is "nothing here", which only a required column forbids. */
function cells(table: Table, look: (node: Nodes, text: string) => void): void {
  for (const row of table.children.slice(1))
    for (const cell of row.children) {
      const text = prose(cell).trim();
      if (!/^[–—.-]*$/.test(text) && !/^(?:n\/a|na|none)$/i.test(text)) look(cell, text);
    }
}
