import { byText } from "../paths.ts";

/** One node of Django's graph. */
export interface Node {
  readonly key: string;
  readonly parents: readonly string[];
}

const appOf = (key: string): string => key.split(".")[0] ?? "";

/** The order in which `migrate` runs them all: for each leaf in turn, what it needs first, the last parent's line first. */
export function planOf<N extends Node>(nodes: readonly N[]): readonly N[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const followed = new Set(
    nodes.flatMap(({ key, parents }) => parents.filter((parent) => appOf(parent) === appOf(key))),
  );
  const leaves = nodes.filter(({ key }) => !followed.has(key)).sort((a, b) => byText(a.key, b.key));
  const order: N[] = [];
  const seen = new Set<string>();
  for (const leaf of [...leaves, ...nodes]) {
    const todo: [N, boolean][] = [[leaf, false]];
    const open = new Set<string>();
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      const [node, ready] = next;
      if (seen.has(node.key)) continue;
      // What goes round in a circle is taken as it comes.
      if (ready || open.has(node.key)) {
        seen.add(node.key);
        order.push(node);
        continue;
      }
      open.add(node.key);
      todo.push([node, true]);
      for (const parent of node.parents.toSorted(byText)) {
        const found = byKey.get(parent);
        if (found !== undefined && !seen.has(parent) && !open.has(parent)) todo.push([found, false]);
      }
    }
  }
  return order;
}
