import type { Lineage, LineageEdge, LineageHow, LineageNode, LineageUnknown, LineageWay } from "../model/lineage.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { keyOf, nodeOf, type Spot, type Steps } from "./spot.ts";
import { stepsDown } from "./steps-down.ts";
import { stepsUp } from "./steps-up.ts";

const STEPS = { up: stepsUp, down: stepsDown } as const;

const isEnd = (how: LineageHow, { column }: Spot): boolean => how === "unknown" && column === undefined;

export interface Asked {
  readonly spot: Spot;
  readonly ways: readonly LineageWay[];
  /** Steps from what was asked for; all of them where it is not said. */
  readonly depth?: number;
}

/** The one graph around a spot: migration tables, dbt sources, models, the semantic layer and exposures, column by column. */
export function lineageOf(snapshot: Snapshot, { spot, ways, depth = Infinity }: Asked): Lineage {
  const nodes = new Map<string, LineageNode>();
  const edges = new Map<string, LineageEdge>();
  const unknown: LineageUnknown[] = [];
  const cut: Lineage["cut"][number][] = [];
  const put = (one: Spot): boolean => {
    const node = nodeOf(snapshot, one);
    if (node !== undefined && !nodes.has(node.key)) nodes.set(node.key, node);
    return node !== undefined;
  };
  put(spot);
  for (const way of ways) walk(way);
  return {
    version: 1,
    commit: snapshot.sha,
    asked: keyOf(spot),
    ways,
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    unknown,
    cut,
  };

  function walk(way: LineageWay): void {
    const seen = new Set([keyOf(spot)]);
    const queue: { readonly at: Spot; readonly far: number; readonly rows?: boolean }[] = [{ at: spot, far: 0 }];
    for (const { at, far, rows } of queue) {
      const key = keyOf(at);
      const { steps: all, unknown: open }: Steps = STEPS[way](snapshot, at);
      // What only decides which rows there are is in no column that a model behind could name.
      const steps = rows === true ? all.filter(({ to }) => to.id.startsWith("exposure.")) : all;
      if (far >= depth) {
        if (steps.length > 0 || open.length > 0) cut.push({ key, way });
        continue;
      }
      for (const reason of new Set(open)) unknown.push({ key, way, reason });
      for (const { to, how, why } of steps) {
        if (!put(to)) {
          unknown.push({ key, way, reason: `${to.id} is not in this repository` });
          continue;
        }
        const next = keyOf(to);
        const [source, reader] = way === "up" ? [next, key] : [key, next];
        const edge = { from: source, to: reader, how, ...(why !== undefined && { why }) };
        if (!edges.has(`${source}\n${reader}`)) edges.set(`${source}\n${reader}`, edge);
        // Where not even the column's name is known, nothing is led on from there.
        if (seen.has(next) || isEnd(how, to)) continue;
        seen.add(next);
        queue.push({ at: to, far: far + 1, rows: way === "down" && how === "condition" });
      }
    }
  }
}
