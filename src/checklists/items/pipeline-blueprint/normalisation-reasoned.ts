import { defineItem } from "../../item.ts";
import { givesReason } from "../../look/reason.ts";
import { isOpen, told } from "../../look/told.ts";
import { wordCount } from "../../look/words.ts";

const FORM =
  /\b(?:de)?normali[sz]|\bstar(?: schema)?\b|\bsnowflake schema\b|\bdata vault\b|\bone big table\b|\bwide table\b|\bthird normal form\b|\b3NF\b|\bflat table\b/i;
const WHY = /\bwould\b|\bmust\b|\bcosts?\b|\bneeds?\b|\bso\b|\bfew\b|\bonly\b|\bask(?:s|ed)?\b|\bjoins?\b/i;

export default defineItem({
  id: "normalisation-reasoned",
  asked: { "pipeline-blueprint": "schema" },
  requirements: [{ row: 149, parts: "S" }],
  level: "notice",
  title: "Normalised or not",
  demand: "which form was taken (star, normalised, one wide table) and why",
  why: "Whoever adds the next attribute has to know whether it goes into the fact or into a table of its own.",
  template: "- Normalise or not: <star, normalised or one wide table>, because <reason>",
  messages: { reason: "Unexpected choice without a reason (`{choice}`), expected why it is normalised or not" },
  *check(stage) {
    const said = told(stage, FORM);
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, FORM)) yield { part: "S", message: "missing" };
      return;
    }
    const reasoned = said.some(({ text }) => {
      const behind = text.replace(/^[^:]*:/, "");
      return givesReason(behind) || (WHY.test(behind) && wordCount(behind) >= 6);
    });
    if (!reasoned) yield { part: "S", message: "reason", at: first.place, data: { choice: first.text } };
  },
});
