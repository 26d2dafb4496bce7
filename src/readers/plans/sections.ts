import type { Heading, Root, RootContent } from "mdast";
import type { Place } from "../../model/place.ts";
import { canonical, type Synonyms } from "./canonical.ts";
import { placeOf, plain } from "./markdown.ts";

export interface Section {
  readonly heading: string;
  readonly nodes: readonly RootContent[];
  readonly place: Place;
}

export interface Split {
  /** What stands before the first heading. */
  readonly nodes: readonly RootContent[];
  readonly sections: readonly (Section & { readonly depth: number })[];
}

/** Cut a run of nodes at its headings: a section's body runs to the next heading of the same or a higher rank. */
export function split(nodes: readonly RootContent[]): Split {
  const heads = nodes.flatMap((node, index) => (node.type === "heading" ? [{ node, index }] : []));
  const end = ({ node, index }: { node: Heading; index: number }): number =>
    heads.find((next) => next.index > index && next.node.depth <= node.depth)?.index ?? nodes.length;
  return {
    nodes: nodes.slice(0, heads[0]?.index ?? nodes.length),
    sections: heads.map((head) => ({
      heading: plain(head.node).trim(),
      depth: head.node.depth,
      nodes: nodes.slice(head.index + 1, end(head)),
      place: placeOf(head.node),
    })),
  };
}

/** The sections that we know by name. A heading inside a known section is a part of it, whatever it is called. */
export function knownSections<N extends string>(root: Root, synonyms: Synonyms<N>): ReadonlyMap<N, Section> {
  const known = new Map<N, Section>();
  let covered = 0;
  for (const section of split(root.children).sections) {
    const name = section.place.line <= covered ? undefined : canonical(section.heading, synonyms);
    if (name === undefined) continue;
    covered = section.nodes.at(-1)?.position?.end.line ?? section.place.line;
    const before = known.get(name);
    known.set(name, before === undefined ? section : { ...before, nodes: [...before.nodes, ...section.nodes] });
  }
  return known;
}

/** Nothing to read: no text, no row, no item, no picture. */
export const isEmpty = (nodes: readonly RootContent[]): boolean =>
  nodes.every((node) => node.type !== "image" && node.type !== "heading" && plain(node).trim() === "");
