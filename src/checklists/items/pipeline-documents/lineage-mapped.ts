import { defineItem, type ItemContext } from "../../item.ts";
import { modelNames } from "../../look/code-names.ts";
import { exposuresOf, modelsOf, speaksOf } from "../../look/project.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { tablesWith } from "../../look/table.ts";
import { textOf } from "../../look/told.ts";

const FROM = /\bsources?\b|\bfrom\b|\binputs?\b|\bupstream\b/;
const TO = /\btargets?\b|\bto\b|\boutputs?\b|\bmarts?\b|\bdownstream\b|\bdestination\b/;
const ARROW = /→|-{1,2}>|=>|>>/;

export default defineItem({
  id: "lineage-mapped",
  asked: { "pipeline-runbook": "lineage", "pipeline-spec": "transformation" },
  requirements: [{ row: 211, parts: "SX" }],
  level: "review",
  title: "Lineage",
  demand: "a table or a diagram from each source over its steps to its target",
  why: "Who looks for a wrong number goes upstream step by step. A map that is right saves the night, one that is not costs it.",
  template: "| Source | Step | Target |\n| --- | --- | --- |\n| <source.table> | <model and what it does> | <model> |",
  messages: {
    away: "Unexpected `{model}`, which the dbt project does not have, expected one of its models",
    unreached:
      "Unexpected lineage without `{model}`, which `{consumer}` reads and the document names, expected the way from its source",
  },
  *check(stage, context) {
    const drawn =
      tablesWith(stage, FROM, TO).length > 0 ||
      stage.code.some(({ text, language }) => language === "mermaid" || ARROW.test(text)) ||
      stage.links.some(({ image }) => image === true) ||
      statementsOf(stage).some(({ text }) => ARROW.test(text));
    if (!drawn) yield { part: "S", message: "missing" };
    const models = modelsOf(context);
    if (models.length === 0) return;
    const known = new Set(models.map(({ name }) => name));
    const tables = new Set(Object.values(context.head.facts.table).flatMap(({ subject }) => subject.slice(-1)));
    const told = new Set<string>();
    for (const { name, place } of modelNames(stage)) {
      if (known.has(name) || tables.has(name) || told.has(name)) continue;
      told.add(name);
      yield { part: "X", message: "away", at: place, of: name, data: { model: name } };
    }
    yield* unreached(stage, context);
  },
});

/** Models that a consumer of the document reads, when they are named elsewhere in it and not on the map. */
function* unreached(stage: Stage, context: ItemContext) {
  const consumers = context.stage("consumers");
  if (consumers === undefined) return;
  const [map, people] = [textOf(stage), textOf(consumers)];
  const others = [context.stage("columns"), context.stage("overview")];
  const rest = others.map((other) => (other === undefined ? "" : textOf(other))).join("\n");
  const told = new Set<string>();
  for (const { label, subject, reads } of exposuresOf(context)) {
    if (!speaksOf(people, label) && !speaksOf(people, subject.at(-1) ?? label)) continue;
    for (const model of modelsOf(context)) {
      if (!reads.includes(model.id) || told.has(model.id) || speaksOf(map, model.name) || !speaksOf(rest, model.name))
        continue;
      told.add(model.id);
      const data = { model: model.name, consumer: label };
      yield { part: "X", message: "unreached", of: model.name, data } as const;
    }
  }
}
