import type { Lineage, LineageNode } from "../model/lineage.ts";
import { flowchart, MOST_NODES, type Box } from "./flowchart.ts";

/** A lineage as a Mermaid flowchart of at most 25 boxes, the nearest first. */
export function renderLineageMermaid({ nodes, edges, asked }: Lineage): string {
  const sure = new Set(edges.flatMap(({ how, from, to }) => (how === "unknown" ? [] : [from, to])));
  const kept = nodes.length > MOST_NODES ? nodes.slice(0, MOST_NODES - 1) : nodes;
  const boxes = new Map(kept.map((node) => [node.key, boxOf(node, asked, sure)]));
  const arrows = edges.flatMap(({ from, to, how }) =>
    boxes.has(from) && boxes.has(to) ? [{ from, to, dotted: how !== "value" && how !== "relation" }] : [],
  );
  return `${flowchart(boxes, arrows, nodes.length - kept.length)}\n`;
}

function boxOf({ key, kind, name, column, owner }: LineageNode, asked: string, sure: ReadonlySet<string>): Box {
  const path = column === undefined || kind === "metric" ? name : `${name}.${column}`;
  const label = `${kind} ${path}${owner === undefined ? "" : ` · ${owner}`}`;
  if (key === asked) return { label, look: "changed" };
  if (!sure.has(key)) return { label, look: "unknown" };
  return { label, look: kind === "exposure" ? "exposure" : "other" };
}
