import type { Model } from "../../../model/dbt.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { hopsOf } from "../../look/hops.ts";
import { namesIn } from "../../look/names-in.ts";
import { exposuresOf, modelsOf, sourceName, sourcesOf, speaksOf } from "../../look/project.ts";
import { planned } from "../../look/promised.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { columnAt } from "../../look/table.ts";

const LAYERED = /^(?:stg|base|int|fct|fact|dim|mart|rpt|agg|snap)_\w+$/i;

export default defineItem({
  id: "lineage-traced",
  asked: { "data-plan": "operations" },
  requirements: [{ row: 31, parts: "SX" }],
  level: "review",
  title: "Lineage of the critical assets",
  demand: "for each critical asset the path from its sources to its readers",
  why: "At night the first question is always where a figure comes from.",
  template: "Lineage: <source> → <staging model> → <mart> → <reader>",
  messages: {
    unknown: "Unexpected `{name}` in the lineage, which the project does not have, expected a model of it",
    differs:
      "Unexpected lineage from `{from}` to `{to}`, which does not read it in the project, expected the path that the project takes",
    untraced: "Unexpected critical `{name}` in no path of the lineage, expected where it comes from and who reads it",
  },
  *check(stage, context) {
    const told = statementsOf(stage).flatMap(({ text, place }) =>
      text
        .split(/;\s/)
        .map(hopsOf)
        .flatMap((hops) => (hops.length < 2 ? [] : [{ hops, place }])),
    );
    const paths = [...told, ...tabled(stage)];
    if (paths.length === 0) {
      if (!stage.fields.some(({ open, label }) => open === true && /lineage/i.test(label)))
        yield { part: "S", message: "missing" };
      return;
    }
    const nodes = nodesOf(context);
    // A model that this pull request removes is told where the breaking change is.
    const gone = new Set(context.changes.flatMap((one) => (one.kind === "model.removed" ? [one.before.name] : [])));
    for (const { hops, place } of paths)
      for (const [i, hop] of hops.entries()) {
        const names = namesIn(hop);
        for (const name of names)
          if (nodes.models.size > 0 && LAYERED.test(name) && !nodes.byName.has(name.toLowerCase()) && !gone.has(name))
            yield { part: "X", message: "unknown", at: place, of: name, data: { name } };
        const [from, to] = [nodes.in(hop), nodes.in(hops[i + 1] ?? "")];
        for (const one of to) {
          if (from.length === 0 || from.some((each) => nodes.reaches(one.id, each.id))) continue;
          const data = { from: from[0]?.name ?? "", to: one.name };
          yield { part: "X", message: "differs", at: place, of: `${data.from} ${data.to}`, data };
        }
      }
    const traced = paths.flatMap(({ hops }) => hops).join("\n");
    for (const { name, settings = {} } of planned(context))
      if (settings["meta.critical"]?.[0] === "true" && !speaksOf(traced, name))
        yield { part: "X", message: "untraced", of: name, data: { name } };
  },
});

/** A row from its source to its target: "Source | Staging | Target". */
const tabled = ({ tables }: Stage) =>
  tables.flatMap((table) => {
    const [from, to] = [
      columnAt(table, /\bsources?\b|\bfrom\b|\bupstream\b/),
      columnAt(table, /\btargets?\b|\bto\b|\bdownstream\b|\bmarts?\b/),
    ];
    if (from < 0 || to < 0 || from === to) return [];
    return table.rows.flatMap((row) => {
      const [first, last] = [row[from], row[to]];
      return first === undefined || last === undefined || first.open === true || last.open === true
        ? []
        : [{ hops: [first.text, last.text], place: first.place }];
    });
  });

interface Node {
  readonly id: string;
  readonly name: string;
}

/** Models, sources and exposures by the names that a plan calls them, and what each of them reads in the end. */
function nodesOf(context: ItemContext) {
  const models = new Map(modelsOf(context).map((model): [string, Model] => [model.id, model]));
  const all: readonly Node[] = [
    ...models.values(),
    ...sourcesOf(context).map((source) => ({ id: source.id, name: sourceName(source) })),
    ...exposuresOf(context).flatMap(({ id, label, subject }) => [
      { id, name: label },
      { id, name: subject.at(-1) ?? label },
    ]),
  ];
  const reads = (id: string): readonly string[] =>
    models.get(id)?.reads ?? context.head.facts.exposure[id]?.reads ?? [];
  return {
    models,
    byName: new Map(all.map((node) => [node.name.toLowerCase(), node])),
    in: (text: string): readonly Node[] => all.filter(({ name }) => speaksOf(text, name)),
    reaches(from: string, to: string): boolean {
      const seen = new Set([from]);
      for (const id of seen) for (const next of reads(id)) seen.add(next);
      return seen.has(to);
    },
  };
}
