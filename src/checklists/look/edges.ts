import type { Place } from "../../model/place.ts";
import type { Stage } from "./stage.ts";
import { rowsBy } from "./rows.ts";
import { tablesWith } from "./table.ts";

/** One task waits for another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly at: Place;
}

const TASK = /\btasks?\b|\bsteps?\b/;
const AFTER = /(?<!\bup |\bout )\bafter\b|\bdepends? on\b|\bupstream\b|\bwaits? for\b/;
const ARROW = />>|→|-{1,2}>|=>/;
const NAME = /[A-Za-z]\w*(?:[._-]\w+)*/g;

/** `a >> [b, c] >> d` and "a → b and c → d", chain by chain. */
export function drawnEdges(stage: Stage): readonly Edge[] {
  const lines = [
    ...stage.code.flatMap(({ text, place }) =>
      text.split("\n").map((line, i) => ({ text: line, place: { ...place, line: place.line + 1 + i } })),
    ),
    ...stage.lines,
    ...stage.items,
  ];
  return lines.flatMap(({ text, place }) => {
    const steps = text.replace(/^[^:]{0,40}:\s/, "").split(ARROW);
    return steps.length < 2
      ? []
      : steps.slice(1).flatMap((step, i) => pairs(namesOf(steps[i] ?? ""), namesOf(step), place));
  });
}

/** The rows of a table that says after which tasks each one runs. */
export const listedEdges = (stage: Stage): readonly Edge[] =>
  tablesWith(stage, TASK, AFTER).flatMap((table) =>
    rowsBy(table, { task: TASK, after: AFTER }).flatMap(({ task, after }) =>
      task === undefined || after === undefined || task.open === true || after.open === true
        ? []
        : pairs(namesOf(after.text), namesOf(task.text), task.place),
    ),
  );

const pairs = (from: readonly string[], to: readonly string[], at: Place): readonly Edge[] =>
  from.flatMap((one) => to.map((other) => ({ from: one, to: other, at })));

const namesOf = (text: string): readonly string[] =>
  (text.match(NAME) ?? []).filter((name) => !/^(?:and|or|then|none|nothing|the|start|end)$/i.test(name));

/** A way round, from a task back to itself; undefined where the edges go one way. */
export function cycleIn(edges: readonly Edge[]): readonly string[] | undefined {
  const next = Map.groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const { to } of next.get(name) ?? []) {
      const found = walk(to, [...path, name]);
      if (found !== undefined) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of next.keys()) {
    const found = walk(name, []);
    if (found !== undefined) return found;
  }
  return undefined;
}
