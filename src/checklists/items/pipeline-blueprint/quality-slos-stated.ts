import { defineItem } from "../../item.ts";
import { DIMENSIONS } from "../../look/scores.ts";
import { cellsOf, columnAt } from "../../look/table.ts";
import { isOpen, told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const COMPARED = String.raw`(?:[<>≥≤]=?|=|at least|at most|above|over|below|under|more than|less than|min(?:imum)?|no less than)\s*(?:of\s*)?\d[\d.,]*\s?%|\d[\d.,]*\s?%\s*(?:or (?:more|better|less)|at least|\+)`;
const LEAST = /\bminimum\b|\bat least\b|\btarget\b|\bslo\b|\bobjective\b/;
const SLO = /\bservice levels?\b|\bSLOs?\b|\bobjectives?\b/i;

export default defineItem({
  id: "quality-slos-stated",
  asked: { "pipeline-blueprint": "rules" },
  anywhere: true,
  requirements: [{ row: 163, parts: "Q" }],
  level: "review",
  title: "Service levels of quality",
  demand:
    "for each of completeness, accuracy, consistency, timeliness, validity and uniqueness a comparison with a percentage",
  why: "Without a number that was agreed on before, every bad day is an argument about whether it is bad.",
  template:
    "Service levels: completeness > <percent>, accuracy > <percent>, consistency > <percent>, timeliness > <percent>, validity > <percent>, uniqueness > <percent>",
  messages: {
    lacks: "Unexpected service levels without {lacks}, expected a comparison with a percentage for all six dimensions",
    vague: "Unexpected service level without a percentage (`{said}`), expected a comparison such as `> 95 %`",
  },
  *check(stage) {
    if (isOpen(stage, SLO)) return;
    const said = told(stage, new RegExp(`\\b(?:${DIMENSIONS.join("|")}|freshness)\\b`, "i"));
    const text = said.map((one) => one.text.toLowerCase()).join("\n");
    const covered = (dimension: string): boolean => {
      const name = dimension === "timeliness" ? "(?:timeliness|freshness)" : dimension;
      return new RegExp(`\\b${name}\\b[^\\n,;.]{0,24}?(?:${COMPARED})`).test(text) || tabled(dimension);
    };
    const tabled = (dimension: string): boolean =>
      stage.tables.some(
        (table) =>
          columnAt(table, LEAST) > 0 &&
          cellsOf(table, LEAST).some(
            ({ text: cell }, i) =>
              /\d\s?%/.test(cell) && (table.rows[i]?.[0]?.text ?? "").toLowerCase().startsWith(dimension),
          ),
      );
    const lacks = DIMENSIONS.filter((dimension) => !covered(dimension));
    const [label] = told(stage, SLO);
    if (lacks.length === DIMENSIONS.length) {
      const vague = label ?? said.find(({ form, text: one }) => form !== "row" && !/%/.test(one));
      if (vague === undefined) yield { part: "Q", message: "missing" };
      else yield { part: "Q", message: "vague", at: vague.place, data: { said: vague.text } };
    } else if (lacks.length > 0) {
      const at = said.find(({ text: one }) => new RegExp(COMPARED).test(one.toLowerCase()))?.place ?? label?.place;
      yield { part: "Q", message: "lacks", ...(at === undefined ? {} : { at }), data: { lacks: inWords(lacks) } };
    }
  },
});
