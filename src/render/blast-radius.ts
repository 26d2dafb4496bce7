import type { Finding } from "../model/finding.ts";
import type { Consumer } from "../model/consumer.ts";
import { type Arrow, type Box, flowchart, MOST_NODES } from "./flowchart.ts";

/** What changes and who reads it, as boxes and arrows. */
export interface Radius {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly arrows: readonly Arrow[];
  /** Readers that did not fit. */
  readonly left: number;
}

/** Who reads what changes, as a Mermaid flowchart of at most 25 boxes, dashed where nobody can be sure; empty when nobody does. */
export function blastRadius(findings: readonly Finding[]): string {
  const { boxes, arrows, left } = radiusOf(findings, MOST_NODES - 1);
  return boxes.size === 0 ? "" : flowchart(boxes, arrows, left);
}

/** At most `most` boxes; no picture where nobody reads anything. */
export function radiusOf(findings: readonly Finding[], most: number): Radius {
  const nodes = new Map<string, Box>();
  const edges = new Map<string, boolean>();
  let left = 0;
  for (const { subject, subjectPath, readers } of findings) {
    if (readers.length === 0) continue;
    const changed = JSON.stringify(subjectPath);
    if (!nodes.has(changed) && nodes.size >= most) {
      left += readers.length;
      continue;
    }
    nodes.set(changed, { label: subject, look: "changed" });
    const known = new Map(readers.map((reader) => [reader.id, reader]));
    for (const reader of readers) {
      const chain = [...reader.via, reader.id].filter((id, at, all) => all.indexOf(id) === at);
      const fresh = chain.filter((id) => !nodes.has(id)).length;
      if (nodes.size + fresh > most) {
        left += 1;
        continue;
      }
      let from = changed;
      for (const id of chain) {
        nodes.set(id, nodes.get(id) ?? nodeOf(id, known.get(id)));
        const edge = `${from}\n${id}`;
        if (from !== id) edges.set(edge, (edges.get(edge) ?? true) && known.get(id)?.doubt !== undefined);
        from = id;
      }
    }
  }
  const arrows = [...edges].map(([edge, dotted]) => {
    const [from = "", to = ""] = edge.split("\n");
    return { from, to, dotted };
  });
  return { boxes: nodes, arrows, left };
}

function nodeOf(id: string, reader: Consumer | undefined): Box {
  if (reader === undefined) return { label: id.split(".").slice(2).join(".") || id, look: "other" };
  const owner = reader.owner === undefined ? "" : ` · ${reader.owner}`;
  const label = `${reader.kind} ${reader.name}${owner}`;
  if (reader.kind === "exposure") return { label, look: "exposure" };
  return { label, look: reader.doubt === undefined ? "other" : "unknown" };
}
