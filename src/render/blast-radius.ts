import type { Finding } from "../model/finding.ts";
import type { Consumer } from "../model/consumer.ts";
import { shorten } from "./cut.ts";
import { visible } from "./visible.ts";

const MOST_NODES = 25;

interface Node {
  readonly label: string;
  readonly look: "changed" | "exposure" | "other";
}

/** Who reads what changes, as a Mermaid flowchart of at most 25 boxes; empty when nobody does. */
export function blastRadius(findings: readonly Finding[]): string {
  const read = findings.filter(({ readers }) => readers.length > 0);
  if (read.length === 0) return "";
  const nodes = new Map<string, Node>();
  const edges = new Set<string>();
  let left = 0;
  for (const { subject, subjectPath, readers } of read) {
    const changed = JSON.stringify(subjectPath);
    if (!nodes.has(changed) && nodes.size >= MOST_NODES - 1) {
      left += readers.length;
      continue;
    }
    nodes.set(changed, { label: subject, look: "changed" });
    const known = new Map(readers.map((reader) => [reader.id, reader]));
    for (const reader of readers) {
      const chain = [...reader.via, reader.id].filter((id, at, all) => all.indexOf(id) === at);
      const fresh = chain.filter((id) => !nodes.has(id)).length;
      if (nodes.size + fresh > MOST_NODES - 1) {
        left += 1;
        continue;
      }
      let from = changed;
      for (const id of chain) {
        nodes.set(id, nodes.get(id) ?? nodeOf(id, known.get(id)));
        if (from !== id) edges.add(`${from}\n${id}`);
        from = id;
      }
    }
  }
  return drawn(nodes, edges, left);
}

function nodeOf(id: string, reader: Consumer | undefined): Node {
  if (reader === undefined) return { label: id.split(".").slice(2).join(".") || id, look: "other" };
  const owner = reader.owner === undefined ? "" : ` · ${reader.owner}`;
  return { label: `${reader.kind} ${reader.name}${owner}`, look: reader.kind === "exposure" ? "exposure" : "other" };
}

function drawn(nodes: ReadonlyMap<string, Node>, edges: ReadonlySet<string>, left: number): string {
  const names = new Map([...nodes.keys()].map((key, at) => [key, `n${at}`]));
  const lines = [...nodes].map(([key, { label, look }]) => {
    const text = quoted(label);
    const name = names.get(key) ?? "";
    if (look === "exposure") return `  ${name}(["${text}"]):::exposure`;
    return look === "changed" ? `  ${name}["${text}"]:::changed` : `  ${name}["${text}"]`;
  });
  const arrows = [...edges].map((edge) => {
    const [from = "", to = ""] = edge.split("\n");
    return `  ${names.get(from) ?? ""} --> ${names.get(to) ?? ""}`;
  });
  const more = left > 0 ? [`  more["and ${left} more"]`] : [];
  const looks = [
    "  classDef changed fill:#ffd7d5,stroke:#cf222e,color:#1f2328",
    "  classDef exposure fill:#fff8c5,stroke:#9a6700,color:#1f2328",
  ];
  return ["flowchart LR", ...lines, ...more, ...arrows, ...looks].join("\n");
}

/** Mermaid reads `#65;` as a character; so nothing in a label can end it or become markup. */
const quoted = (label: string): string =>
  shorten(visible(label).replace(/\s+/g, " "), 60).replace(
    /[^\p{L}\p{N} _.·…-]/gu,
    (char) => `#${char.codePointAt(0) ?? 63};`,
  );
