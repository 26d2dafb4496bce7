import type { Nodes, Root, RootContent, Table } from "mdast";
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
  const walk = (node: Nodes, next: RootContent | undefined): void => {
    switch (node.type) {
      case "paragraph":
      case "heading": {
        if (/^\s*(?:[-–—.…])+\s*$/.test(prose(node))) return;
        for (const [i, line] of prose(node).split("\n").entries()) look(node, line, i);
        const label = /^([\p{L}][\p{L}\p{N} /()-]{0,40}):$/u.exec(plain(node).trim());
        if (label !== null && /:\W*$/.test(prose(node).trim()) && node.type === "paragraph" && !isValue(next))
          found.push(defect("slot", part(placeOf(node).line), `${label[1] ?? ""}:`, placeOf(node)));
        return;
      }
      case "table":
        cells(node, look);
        return;
      default:
        if ("children" in node) for (const [i, child] of node.children.entries()) walk(child, node.children[i + 1]);
    }
  };
  walk(root, undefined);
  return found;
}

const isValue = (next: RootContent | undefined): boolean =>
  next?.type === "list" || next?.type === "table" || next?.type === "code" || next?.type === "blockquote";

/** A dash in a table is "nothing here", which only a required column forbids. */
function cells(table: Table, look: (node: Nodes, text: string) => void): void {
  for (const row of table.children.slice(1))
    for (const cell of row.children) {
      const text = prose(cell).trim();
      if (!/^[–—.-]*$/.test(text) && !/^(?:n\/a|na|none)$/i.test(text)) look(cell, text);
    }
}
