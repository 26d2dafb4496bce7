import { defineItem } from "../../item.ts";
import { fileText } from "../../look/file-text.ts";
import { DIMENSIONS, scoresOf } from "../../look/scores.ts";
import { inWords } from "../../look/topics.ts";

const ENTRY = /^(\s*)["']?([a-z]+)["']?:\s*(?:\{.*?\bscore["']?:\s*(-?[\d.]+)|$)/;
const SCORE = /^(\s*)["']?score["']?:\s*(-?[\d.]+)/;

export default defineItem({
  id: "linked-report-agrees",
  asked: { "pipeline-blueprint": "discovery" },
  requirements: [
    { row: 141, parts: "X" },
    { row: 142, parts: "X" },
  ],
  level: "review",
  title: "Scores of the linked report",
  demand: "the scores that the linked report of the assessment gives, all six of them",
  why: "The plan is read and the report is believed; where they differ, one of them is about other data.",
  template: "",
  messages: {
    lacks: "Unexpected report `{report}` without {lacks}, expected a score for all six dimensions",
    differs:
      "Unexpected score of {said} % for {dimension}, for which the report `{report}` has {score} %, expected the two to agree",
  },
  *check(stage, context) {
    for (const { url, place, dead } of stage.links) {
      if (dead === true || !/\.ya?ml$/i.test(url) || /^\w+:/.test(url)) continue;
      const report = resolved(url, context.plan.place.path);
      const scores = scoresIn(fileText(report, context));
      if (scores.size === 0) continue;
      const lacks = DIMENSIONS.filter((name) => !scores.has(name));
      if (lacks.length > 0)
        yield { part: "X", message: "lacks", at: place, of: report, data: { report, lacks: inWords(lacks) } };
      for (const { dimension, value, place: at } of scoresOf(stage).scores) {
        const score = scores.get(dimension);
        // Shares of one in a report are the same as per cent.
        if (
          score === undefined ||
          value > 100 ||
          Math.abs(value - score) <= 0.05 ||
          Math.abs(value - score * 100) <= 0.05
        )
          continue;
        const data = { said: String(value), dimension, report, score: String(score) };
        yield { part: "X", message: "differs", at, of: dimension, data };
      }
    }
  },
});

/** A link's path from the root of the repository. */
function resolved(url: string, from: string): string {
  const parts = url.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of url.replace(/[?#].*$/, "").split("/"))
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  return parts.join("/");
}

/** Dimension → score, from the lines of a report in YAML: `validity:` with `score: 96.6` below it. */
function scoresIn(text: string): ReadonlyMap<string, number> {
  const scores = new Map<string, number>();
  let dimension: { readonly name: string; readonly depth: number } | undefined;
  for (const line of text.split("\n")) {
    const [, indent = "", name = "", inside] = ENTRY.exec(line) ?? [];
    if (DIMENSIONS.includes(name)) {
      if (inside !== undefined) scores.set(name, Number(inside));
      dimension = { name, depth: indent.length };
      continue;
    }
    const [, deeper = "", score] = SCORE.exec(line) ?? [];
    if (score !== undefined && dimension !== undefined && deeper.length > dimension.depth)
      scores.set(dimension.name, Number(score));
  }
  return scores;
}
