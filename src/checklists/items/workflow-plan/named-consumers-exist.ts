import { defineItem, type ItemContext } from "../../item.ts";
import { modelNames } from "../../look/code-names.ts";
import { exposuresOf, modelsOf } from "../../look/project.ts";
import type { Stage } from "../../look/stage.ts";
import { told } from "../../look/told.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const WHO = /\bconsumers?\b|\breaders?\b|\bexposures?\b/;
const NAME = /^[a-z][a-z\d]*(?:_[a-z\d]+)+$/;

export default defineItem({
  id: "named-consumers-exist",
  asked: { "workflow-plan": "design" },
  anywhere: true,
  requirements: [{ row: 113, parts: "X" }],
  level: "review",
  title: "Consumers in the dbt project",
  demand:
    "consumers that are exposures of the project, and an exposure behind every critical model that the plan names",
  why: "Lineage ends where the project's knowledge ends: a reader that is no exposure is told of no change.",
  template: "Consumers: <names of the exposures in the dbt project>",
  messages: {
    away: "Unexpected consumer `{consumer}` that is no exposure or model of the dbt project, expected its name there",
    unread: "Unexpected critical model `{model}` that no exposure reads, expected the one of its readers",
  },
  *check(stage, context) {
    const exposures = exposuresOf(context);
    if (exposures.length === 0) return;
    const names = new Set([...exposures, ...modelsOf(context)].map(({ subject }) => subject.at(-1) ?? ""));
    for (const { name, place } of consumersIn(stage))
      if (!names.has(name)) yield { part: "X", message: "away", at: place, of: name, data: { consumer: name } };
    const read = readByExposures(context);
    const seen = new Set<string>();
    for (const { name, place } of modelNames(stage)) {
      const model = modelsOf(context).find((one) => one.name === name);
      if (model === undefined || seen.has(name)) continue;
      seen.add(name);
      if (model.settings?.["meta.critical"]?.includes("true") === true && !read.has(model.id))
        yield { part: "X", message: "unread", at: place, of: name, data: { model: name } };
    }
  },
});

/** Names in the cells of a consumers' column, and names behind the word exposure. */
const consumersIn = (stage: Stage) => [
  ...tablesWith(stage, WHO)
    .flatMap((table) => cellsOf(table, WHO))
    .flatMap(({ text, place, open }) =>
      open !== true && NAME.test(text.trim()) ? [{ name: text.trim(), place }] : [],
    ),
  ...told(stage, /\bexposures? [a-z]/i).flatMap(({ text, place }) =>
    Array.from(text.matchAll(/\bexposures? ([a-z][a-z\d]*(?:_[a-z\d]+)+)\b/gi), ([, name = ""]) => ({ name, place })),
  ),
];

/** What exposures read, and all that this is made of. */
function readByExposures(context: ItemContext): ReadonlySet<string> {
  const { model } = context.head.facts;
  const found = new Set<string>();
  const walk = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const next of model[id]?.reads ?? []) walk(next);
  };
  for (const { reads } of exposuresOf(context)) for (const id of reads) walk(id);
  return found;
}
