import { defineItem } from "../../item.ts";
import { scoresOf } from "../../look/scores.ts";
import { told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

export default defineItem({
  id: "quality-scores-sound",
  asked: { "workflow-plan": "design", "pipeline-blueprint": "discovery", "quality-assessment-report": "scores" },
  anywhere: true,
  requirements: [
    { row: 134, parts: "Q" },
    { row: 139, parts: "Q" },
    { row: 142, parts: "Q" },
  ],
  level: "review",
  title: "Quality scores",
  demand:
    "a score from 0 to 100 % for each of completeness, accuracy, consistency, timeliness, validity and uniqueness",
  why: "A dimension that nobody measured is the one in which the data turns out to be wrong.",
  template:
    "| Dimension | Score |\n| --- | --- |\n| Completeness | <percent> |\n| Accuracy | <percent> |\n| Consistency | <percent> |\n| Timeliness | <percent> |\n| Validity | <percent> |\n| Uniqueness | <percent> |",
  messages: {
    lacks: "Unexpected quality scores without {lacks}, expected all six dimensions",
    beyond: "Unexpected score of `{score}` for {dimension}, expected 0 to 100 %",
    mean: "Unexpected overall score of {overall} %, expected {mean} %: the mean of the six",
    below: "Unexpected score of {score} % for {dimension}, expected at least {least} %",
    least: "Unexpected minimum of {score} %, expected at least {least} %",
  },
  *check(stage, { plan }) {
    const { scores, overall, lacks, minima } = scoresOf(stage);
    if (scores.length === 0) {
      yield { part: "Q", message: "missing" };
      return;
    }
    if (lacks.length > 0) yield { part: "Q", message: "lacks", data: { lacks: inWords(lacks) } };
    for (const { dimension, value, place } of scores)
      if (value > 100 || value < 0)
        yield { part: "Q", message: "beyond", at: place, of: dimension, data: { score: `${value} %`, dimension } };
    const six = scores.slice(0, 6);
    const weighted = told(stage, /\bweigh(?:t|ted)\b/i).some(({ text }) => !/\bequal/i.test(text));
    if (overall !== undefined && lacks.length === 0 && six.every(({ value }) => value <= 100) && !weighted) {
      const mean = six.reduce((sum, { value }) => sum + value, 0) / 6;
      if (Math.abs(mean - overall.value) > 0.051 && six.length === 6)
        yield {
          part: "Q",
          message: "mean",
          at: overall.place,
          data: { overall: String(overall.value), mean: String(Number(mean.toFixed(2))) },
        };
    }
    if (plan.planKind !== "workflow-plan") return;
    const least = LEAST;
    for (const { dimension, value, place } of scores)
      if (value < least && value >= 0)
        yield {
          part: "Q",
          message: "below",
          at: place,
          of: dimension,
          data: { score: String(value), dimension, least: String(least) },
        };
    const low = minima.find(({ value }) => value < least);
    if (low !== undefined)
      yield { part: "Q", message: "least", at: low.place, data: { score: String(low.value), least: String(least) } };
  },
});

/** As the source asks: scores above 95 %. */
const LEAST = 95;
