import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";
import { wordCount } from "../../look/words.ts";
import { shortened } from "../../look/shortened.ts";

const CHOICE = /\bE(?:TL|LT)\b/;
const COMPARED =
  /\bcompar|\bconsider|\bcannot\b|\bhence\b|\btherefore\b|\bweighed\b|\brejected\b|\bweigh|\btried\b|\bwould\b|\binstead\b|\brather\b|\bbecause\b|\bsince\b|\bso that\b|\btrade-?off|\bmust\b|\bcosts?\b|\bslower\b|\bthan\b|\bnot E(?:TL|LT):/i;

export default defineItem({
  id: "etl-choice-reasoned",
  asked: { "workflow-plan": "design", "pipeline-blueprint": "pipeline" },
  anywhere: true,
  requirements: [
    { row: 105, parts: "S" },
    { row: 157, parts: "S" },
  ],
  level: "notice",
  title: "ETL or ELT",
  demand: "which of the two was taken, and what it was compared with or why",
  why: "Whoever has to move the pipeline later needs to know whether the choice was made or merely happened.",
  template: "ETL or ELT: <which was taken>, because <reason; what it was compared with>",
  messages: { reason: "Unexpected choice without a comparison (`{choice}`), expected why it and not the other" },
  *check(stage) {
    const said = told(stage, CHOICE);
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, CHOICE)) yield { part: "S", message: "missing" };
      return;
    }
    const reasoned = said.some(
      ({ text, form }) =>
        COMPARED.test(text) || (form === "row" && wordCount(text.split(" | ").slice(2).join(" ")) >= 5),
    );
    const both = said.some(({ text }) => /\bETL\b/.test(text)) && said.some(({ text }) => /\bELT\b/.test(text));
    if (!reasoned || (!both && wordCount(said.map(({ text }) => text).join(" ")) < 10))
      yield { part: "S", message: "reason", at: first.place, data: { choice: shortened(first.text) } };
  },
});
