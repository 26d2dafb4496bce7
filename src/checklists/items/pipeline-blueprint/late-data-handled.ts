import { defineItem } from "../../item.ts";
import { allText } from "../../look/all-text.ts";
import { agree, spoken } from "../../look/amounts.ts";
import { lookbacks } from "../../look/lookback.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { isExcused } from "../../look/vague.ts";
import { isOpen, told } from "../../look/told.ts";

const LATE =
  /(?<!\btoo )\blate\b(?! stage)|\blate-arriving\b|\blateness\b|\bback-?dated\b|\blook-?back\b|\bwatermark\b/i;
const ACTION =
  /\bmerg|\bre-?process|\bre-?load|\blooks?\b|\blook-?back\b|\bre-?reads?\b|\bwatermark|\bquarantine|\bdead[ -]?letter|\bdrop(?:s|ped)?\b|\bignored?\b|\bagain\b|\bwindow\b|\brebuil|\bcorrect|\badjust|\brejected\b|\bset aside\b|\bread (?:back|anew)\b/i;
const PART = /(?<=[;.|])\s|\s\|\s/;

export default defineItem({
  id: "late-data-handled",
  asked: { "pipeline-blueprint": "pipeline" },
  anywhere: true,
  requirements: [{ row: 159, parts: "SQX" }],
  level: "review",
  title: "Late data",
  demand: "what happens to rows that come late, and up to how late they may come",
  why: "Rows that come after their day was loaded are lost without a word, or counted twice.",
  template: "- Late data: <what happens to rows that come late, up to how many days, and why so long>",
  messages: {
    vague: "Unexpected answer to late data (`{said}`), expected what happens to rows that come late",
    window: "Unexpected late data without a window (`{said}`), expected up to how late they may come",
    differs:
      "Unexpected window of {said} for late data, where `{model}` looks back {lookback}, expected the two to agree",
  },
  *check(stage, context) {
    const said = told(stage, LATE).filter(({ form }) => form !== "code");
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, LATE)) yield { part: "S", message: "missing" };
      return;
    }
    if (said.some(({ text }) => isExcused(text))) return;
    const acting = said.filter(({ text }) => ACTION.test(text));
    const [acts] = acting;
    if (acts === undefined) {
      yield { part: "S", message: "vague", at: first.place, data: { said: first.text } };
      return;
    }
    const windows = acting.flatMap(({ text, place }) =>
      text
        .split(PART)
        .flatMap((part) => quantitiesOf(part, { measure: "time", rate: false }).map(({ si }) => ({ si, place }))),
    );
    if (windows.length === 0) {
      if (!acting.some(({ text }) => /\b(?:never|any|all|whole|every|full)\b/i.test(text)))
        yield { part: "Q", message: "window", at: acts.place, data: { said: acts.text } };
      return;
    }
    const text = allText(context.whole);
    const looking = modelsOf(context).flatMap((model) =>
      speaksOf(text, model.name) ? lookbacks(model, context).map((seconds) => ({ model: model.name, seconds })) : [],
    );
    const [one] = looking;
    const [widest] = windows.toSorted((a, b) => b.si.high - a.si.high);
    if (one === undefined || widest === undefined) return;
    if (windows.some(({ si }) => looking.some(({ seconds }) => agree(si, { low: seconds, high: seconds }, 0.02))))
      return;
    const data = { said: spoken(widest.si.high), model: one.model, lookback: spoken(one.seconds) };
    yield { part: "X", message: "differs", at: widest.place, data };
  },
});
