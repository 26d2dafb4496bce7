import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import type { Stage } from "../../look/stage.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const CRITERIA = /\bacceptance\b|\bcriteri(?:a|on)\b|\bgates?\b|\bsuccess\b|\bdone when\b/;
const MEASURABLE =
  /\d|[<>≤≥=%]|\b(?:zero|no|none|never|every|each|all|equal|same|identical|match(?:es)?|pass(?:es|ed)?|fails?|green|red|signed|approved|sign(?:s|ed)?[- ]?off|rehearsed|completed?|exists?|both|without)\b/i;

export default defineItem({
  id: "acceptance-criteria-measurable",
  asked: { "design-spec": "validation", "data-plan": "validation" },
  requirements: [
    { row: 38, parts: "S" },
    { row: 87, parts: "S" },
  ],
  level: "review",
  title: "Acceptance criteria and release gates",
  demand: "three criteria at least, each with a figure or with what passes and what fails",
  why: "Without a figure agreed before, a release is good enough for whoever wants it out.",
  template:
    "Acceptance criteria:\n\n1. <a figure and its limit>\n2. <a figure and its limit>\n3. <what passes, and what fails>",
  messages: {
    few: "Unexpected {count} acceptance criteria, expected three at least",
    vague: "Unexpected criterion `{said}`, expected a figure, or what passes and what fails",
  },
  *check(stage) {
    const criteria = criteriaOf(stage);
    const open =
      stage.fields.some((field) => field.open === true && CRITERIA.test(field.label.toLowerCase())) ||
      stage.items.some((item) => item.open === true && item.text !== "");
    const [first] = criteria;
    if (open) return;
    if (first === undefined) {
      yield { part: "S", message: "missing" };
      return;
    }
    for (const { text, place } of criteria)
      if (!MEASURABLE.test(text)) yield { part: "S", message: "vague", at: place, of: text, data: { said: text } };
    if (criteria.length < 3)
      yield { part: "S", message: "few", at: first.place, data: { count: String(criteria.length) } };
  },
});

/** The list or the rows below the label; where no label is, the numbered list of the stage. */
function criteriaOf(stage: Stage): readonly Said[] {
  const tabled = tablesWith(stage, CRITERIA).flatMap((table) => cellsOf(table, CRITERIA));
  if (tabled.length > 0) return tabled.filter(({ open }) => open !== true);
  const fields = fieldsLike(stage, CRITERIA);
  const items = fields.flatMap((field) => field.items);
  if (items.length > 0) return items;
  const texts = fields.flatMap(({ text, place }) =>
    text.split(/;\s|\n/).flatMap((one) => (one.trim() === "" ? [] : [{ text: one.trim(), place }])),
  );
  if (texts.length > 0) return texts;
  const ordered = stage.items.filter((item) => item.ordered && item.depth === 0);
  // "It is accepted if", and a list without numbers.
  const announced = stage.lines.find(({ text }) =>
    /\b(?:accept(?:ed|ance)?|release[ds]?|done)\b.*\b(?:if|when|once)\W*$/i.test(text),
  );
  return ordered.length > 0 || announced === undefined
    ? ordered
    : stage.items.filter(({ depth, place }) => depth === 0 && place.line > announced.place.line);
}
