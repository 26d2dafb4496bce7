import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";

const METRICS: readonly (readonly [string, RegExp, RegExp])[] = [
  ["a quality score in per cent", /\bquality\b(?! violation)|\bcompleteness\b|\baccuracy\b/i, /\d\s?%/],
  [
    "an error rate in per cent",
    /\berror rate\b|\berrors\b|\bfailed (?:records|rows|jobs|runs)\b|\bfailure rate\b/i,
    /\d\s?%/,
  ],
  [
    "use of resources or cost of a run",
    /\bcpu\b|\bmemory\b|\bcosts?\b|\bresources?\b|\buse\b|\bslots?\b|\bcredits?\b|\beuro?\b|\busd\b|\butili[sz]ation\b/i,
    /\d/,
  ],
];

export default defineItem({
  id: "metrics-quantified",
  asked: { "pipeline-blueprint": "monitoring" },
  requirements: [{ row: 172, parts: "Q" }],
  level: "review",
  title: "Metrics in figures",
  demand: "a quality score, an error rate and the resources or the cost of a run, each as a number with its unit",
  why: "A metric without a value to compare it with is a curve that everybody looks at and nobody reads.",
  template:
    "| Metric | Target |\n| --- | --- |\n| Quality score | > <percent> |\n| Error rate | < <percent> |\n| Use | <percent of CPU, memory, cost of a run> |",
  messages: {
    lacks: "Unexpected metrics without {what}, expected {demand}",
    vague: "Unexpected metric without a number (`{said}`), expected {what}",
  },
  *check(stage) {
    for (const [what, topic, value] of METRICS) {
      const said = told(stage, topic).filter(({ form }) => form !== "code");
      if (said.some(({ text }) => value.test(text) && findQuantities(text).length > 0) || isOpen(stage, topic))
        continue;
      const vague = said.find(({ text }) => topic.test(text.split(/[|:]/)[0] ?? ""));
      if (vague === undefined) yield { part: "Q", message: "lacks", of: what, data: { what } };
      else yield { part: "Q", message: "vague", at: vague.place, of: what, data: { what, said: vague.text } };
    }
  },
});
