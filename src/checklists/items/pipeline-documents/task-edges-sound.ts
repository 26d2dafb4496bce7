import { defineItem } from "../../item.ts";
import { cycleIn, drawnEdges, listedEdges } from "../../look/edges.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

/** Where the tasks of either kind stand; arrows elsewhere may mean anything. */
const STAGES = ["tasks", "dependencies", "orchestration"];

export default defineItem({
  id: "task-edges-sound",
  asked: { "dag-spec": "dependencies", "pipeline-spec": "orchestration" },
  anywhere: true,
  requirements: [
    { row: 196, parts: "", waits: { X: "DAG files have no reader yet: the document's own edges are asked" } },
    { row: 202, parts: "", waits: { X: "DAG files have no reader yet: the document's own edges are asked" } },
  ],
  level: "review",
  title: "Dependencies of the tasks",
  demand: "which task waits for which, without a way round, said the same wherever it is said",
  why: "A task that starts before its input is there works on yesterday's rows and is green.",
  template: "`<first task> >> <second task> >> <last task>`",
  messages: {
    cycle: "Unexpected way round (`{path}`), expected tasks that wait one way",
    unknown:
      "Unexpected task `{task}` that waits for another and is no task of the table, expected a row with its retries and timeout",
    differs: "Unexpected `{task}` after `{said}` beside a drawing that says `{drawn}`, expected the same of both",
  },
  *check(stage, context) {
    const own = STAGES.flatMap((name) => context.stage(name) ?? []);
    const [drawn, listed] = [own.flatMap(drawnEdges), own.flatMap(listedEdges)];
    const edges = [...drawn, ...listed];
    if (edges.length === 0) {
      if (!own.some(({ said }) => said.some(({ open }) => open === true))) yield { part: "S", message: "missing" };
      return;
    }
    const round = cycleIn(drawn) ?? cycleIn(listed);
    if (round !== undefined) {
      const at = edges.find(({ from, to }) => from === round[0] && to === round[1])?.at ?? stage.place;
      yield { part: "S", message: "cycle", at, level: "block", data: { path: round.join(" → ") } };
      return;
    }
    const tasks = new Set(
      tablesWith(stage, /\btasks?\b/, /\bretr|\btime-?out\b|\boperator\b/).flatMap((table) =>
        cellsOf(table, /\btasks?\b/).map(({ text }) => text),
      ),
    );
    if (tasks.size > 0)
      for (const [name, at] of new Map(
        edges.flatMap(
          (edge) =>
            [
              [edge.to, edge.at],
              [edge.from, edge.at],
            ] as const,
        ),
      ))
        if (!tasks.has(name)) yield { part: "S", message: "unknown", at, of: name, data: { task: name } };
    if (drawn.length === 0) return;
    for (const [task, all] of Map.groupBy(listed, ({ to }) => to)) {
      const said = names(all.map(({ from }) => from));
      const there = drawn.filter(({ to }) => to === task);
      const shown = names(there.map(({ from }) => from));
      const [first] = all;
      if (there.length > 0 && first !== undefined && said !== shown)
        yield { part: "S", message: "differs", at: first.at, of: task, data: { task, said, drawn: shown } };
    }
  },
});

const names = (list: readonly string[]): string => [...new Set(list)].toSorted().join(", ");
