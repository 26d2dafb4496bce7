import { defineItem } from "../../item.ts";
import { agree, spoken } from "../../look/amounts.ts";
import { layerOf, modelsOf } from "../../look/project.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { isOpen, told } from "../../look/told.ts";

const RETENTION = /\bret(?:ention|ain(?:ed)?)\b|\bkept\b|\bkeep\b|\bpurged?\b|\bexpire/i;
const RAW = /\braw\b|\blanding\b|\bbronze\b|\bsource\b/i;
const MARTS = /\bmarts?\b|\bgold\b|\bfct_|\bdim_|\baggregat|\bserving\b/i;
const ALL = /\b(?:all|every|each|everything|whole)\b/i;
const EVER = /\bfor ?ever\b|\bunlimited\b|\bindefinitely\b|\bnever (?:deleted|purged)\b/i;
const DAY = 86_400;

export default defineItem({
  id: "retention-by-layer-stated",
  asked: { "pipeline-blueprint": "schema" },
  anywhere: true,
  requirements: [{ row: 148, parts: "Q" }],
  level: "review",
  title: "Retention",
  demand: "for each layer (raw and marts at least) how long its rows are kept",
  why: "Raw rows that are gone cannot be loaded again, and rows that nobody deletes are somebody's personal data for ever.",
  template: "- Retention: landing <days>, marts <days>",
  messages: {
    vague: "Unexpected retention without a duration (`{said}`), expected days, months or years for each layer",
    layer: "Unexpected retention without {layer}, expected a duration for each layer that the plan uses",
    differs:
      "Unexpected retention of {said} for the marts, where `{model}` is set to {days} days, expected the two to agree",
  },
  *check(stage, context) {
    const said = told(stage, RETENTION)
      .flatMap((one) => one.text.split(/(?<=\.)\s/).map((text) => ({ ...one, text })))
      .filter(({ text }) => RETENTION.test(text))
      .filter(({ form, text }) => form !== "code" && (/\bretention\b/i.test(text) || lasting(text) !== undefined));
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, /\bretention\b/i)) yield { part: "Q", message: "missing" };
      return;
    }
    const all = said.filter(({ text }) => lasting(text) !== undefined || EVER.test(text));
    const labelled = all.filter(({ text }) => /\bretention\b/i.test(text));
    const timed = labelled.length > 0 ? labelled : all;
    const [one] = timed;
    if (one === undefined) {
      yield { part: "Q", message: "vague", at: first.place, data: { said: first.text } };
      return;
    }
    const text = timed.map((each) => each.text).join("\n");
    const uses = stage.said.map((each) => each.text).join("\n");
    for (const [layer, words] of [
      ["the raw layer", RAW],
      ["the marts", MARTS],
    ] as const)
      if (words.test(uses) && !words.test(text) && !ALL.test(text))
        yield { part: "Q", message: "layer", at: one.place, of: layer, data: { layer } };
    const set = modelsOf(context).flatMap((model) => {
      const days = Number(model.settings?.["meta.retention_days"]?.[0]);
      return layerOf(model) === "marts" && Number.isFinite(days) && uses.includes(model.name)
        ? [{ model: model.name, days }]
        : [];
    });
    const [model] = set;
    for (const { text: line, place } of timed)
      for (const clause of line.split(/[;,|](?=\s)|\band\b(?=\s+\S+\s+\d)/)) {
        const kept = lasting(clause);
        if (kept === undefined || model === undefined || !MARTS.test(clause) || RAW.test(clause)) continue;
        if (set.some(({ days }) => agree(kept, { low: days * DAY, high: days * DAY }, 0.02))) continue;
        const data = { said: spoken(kept.high), model: model.model, days: String(model.days) };
        yield { part: "Q", message: "differs", at: place, data };
      }
  },
});

/** A time of a day at least. */
const lasting = (text: string) =>
  quantitiesOf(text, { measure: "time", rate: false })
    .map(({ si }) => si)
    .find(({ high }) => high >= DAY);
