import { defineItem, type ItemContext } from "../../item.ts";
import { changedModels, layerOf, type Layer } from "../../look/project.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const WORDS: readonly (readonly [string, RegExp])[] = [
  ["raw", /\braw\b|\blanding\b|\bbronze\b|\bsources?\b/i],
  ["staging", /\bstaging\b|\bstg\b|\bsilver\b|\bbase\b/i],
  ["intermediate", /\bintermediate\b|\bint\b/i],
  ["marts", /\bmarts?\b|\bgold\b|\bserving\b|\breporting\b/i],
];
const ORDER: readonly Layer[] = ["staging", "intermediate", "marts"];

export default defineItem({
  id: "layers-named",
  asked: { "data-plan": "modelling" },
  requirements: [{ row: 18, parts: "SX" }],
  level: "review",
  title: "Layers",
  demand: "the layers by name (raw, staging, intermediate, marts), or why one is left out",
  why: "A model that reads from above its layer is built in a circle, and sooner or later is late or wrong.",
  template: "<raw> → <staging> → <intermediate> → <marts>",
  messages: {
    layers: "Unexpected layering without {layers}, expected each layer by name, or why it is left out",
    sequence:
      "Unexpected layer `{layer}` that `{models}` is put into and the plan's sequence leaves out, expected it in the sequence",
    upward:
      "Unexpected `{model}` of layer {layer} that reads `{read}` of layer {above}, expected it to read only from its own layer or below",
  },
  *check(stage, context) {
    const all = statementsOf(stage);
    const missing = WORDS.filter(([, words]) => !all.some(({ text }) => words.test(text))).map(([name]) => name);
    if (missing.length > 1) yield { part: "S", message: "layers", data: { layers: missing.join(" and ") } };
    else yield* leftOut(stage);
    yield* upward(context);
  },
});

/** The line that puts the layers in order, against the layers that the models' table names. */
function* leftOut(stage: Stage) {
  const sequence = statementsOf(stage).find(
    ({ form, text }) =>
      form !== "row" && /→|->|>/.test(text) && WORDS.filter(([, words]) => words.test(text)).length > 1,
  );
  if (sequence === undefined) return;
  const told = new Set<string>();
  for (const table of tablesWith(stage, /\blayer\b/, /\bmodel|\btable|\bdataset/)) {
    const models = cellsOf(table, /\bmodel|\btable|\bdataset/);
    for (const [i, cell] of cellsOf(table, /\blayer\b/).entries()) {
      const [layer, words] = WORDS.find(([, each]) => each.test(cell.text)) ?? [];
      if (layer === undefined || words === undefined || told.has(layer) || words.test(sequence.text)) continue;
      told.add(layer);
      const data = { layer, models: models[i]?.text ?? "" };
      yield { part: "S", message: "sequence", at: sequence.place, of: layer, data } as const;
    }
  }
}

function* upward(context: ItemContext) {
  for (const model of changedModels(context)) {
    const layer = layerOf(model);
    if (layer === undefined) continue;
    for (const id of model.reads) {
      const read = context.head.facts.model[id];
      const above = read === undefined ? undefined : layerOf(read);
      if (read === undefined || above === undefined || ORDER.indexOf(above) <= ORDER.indexOf(layer)) continue;
      const data = { model: model.name, layer, read: read.name, above };
      yield { part: "X", message: "upward", of: `${model.name} ${read.name}`, data } as const;
    }
  }
}
