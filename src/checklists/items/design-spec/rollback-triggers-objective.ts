import { findQuantities } from "../../../quantity/find.ts";
import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import { inOrder, pieces, placeOfPiece } from "../../look/ordered.ts";
import type { Stage } from "../../look/stage.ts";

const TRIGGERS =
  /\btriggers?\b|^(?:we go )?back (?:when|if)\b|\brevert (?:when|if)\b|\bwhen (?:do )?we (?:roll|go) back\b|\broll(?:ed)? ?back (?:when|if)\b|\babort (?:criteria|when)\b/;
const STEPS =
  /\b(?:rollback|roll back|back-?out|way back)\b.*\bsteps?\b|\bsteps?\b.*\bback\b|^rollback(?: plan| procedure)?$|^steps$|^how$|\bway back\b/;
/** "Steps: (a) …; (b) …" behind the trigger, in one paragraph. */
const STEPS_INSIDE = /\b(?:steps|how)\s*:\s*(?=\(?[1a][.)])/i;
const COMPARED =
  /[<>≤≥]|\b(?:above|below|over|under|exceed\w*|more than|less than|fewer than|at least|at most|drops?|falls?|rises?|reach\w*|any|zero|per|in|for)\b/i;

export default defineItem({
  id: "rollback-triggers-objective",
  asked: { "design-spec": "rollout" },
  requirements: [{ row: 82, parts: "S" }],
  level: "block beside breaking",
  title: "Rollback triggers and steps",
  demand: "what is measured, from which figure on, and the numbered steps that lead back",
  why: "At the moment of going back nobody has time to agree that it is bad enough, or to find out how it is done.",
  template:
    "Rollback triggers: <the metric, the threshold, for how long>\n\nRollback steps:\n\n1. <first step>\n2. <second step>",
  messages: {
    trigger: "Unexpected rollback trigger `{said}`, expected a metric and its threshold",
    noTrigger: "Unexpected rollout without rollback triggers, expected a metric and its threshold",
    steps: "Unexpected rollback without steps, expected them numbered",
    order: "Unexpected rollback steps in no order, expected them numbered",
  },
  *check(stage) {
    const open = stage.fields.some(
      ({ label, open: slot }) =>
        slot === true && (TRIGGERS.test(label.toLowerCase()) || STEPS.test(label.toLowerCase())),
    );
    const triggers = fieldsLike(stage, TRIGGERS)
      .filter(({ text, items }) => text !== "" || items.length > 0)
      .map((field) => ({ ...field, text: field.text.split(STEPS_INSIDE)[0]?.trim() ?? "" }));
    const told = sentences(stage);
    if (triggers.length === 0 && told.length === 0) {
      if (!open) yield { part: "S", message: "noTrigger" };
    } else if (!told.some(({ text }) => isObjective(text))) {
      const [first] = triggers.length > 0 ? [] : told;
      if (first !== undefined) yield { part: "S", message: "trigger", at: first.place, data: { said: first.text } };
      for (const field of triggers)
        for (const said of pieces(field))
          if (!isObjective(said))
            yield { part: "S", message: "trigger", at: placeOfPiece(field, said), of: said, data: { said } };
    }
    const steps = fieldsLike(stage, STEPS).filter(({ label }) => !TRIGGERS.test(label.toLowerCase()));
    const filled = steps.filter(({ text, items }) => items.length > 0 || text !== "");
    const [first] = filled;
    if (first === undefined) {
      if (!open && !stage.said.some(({ text }) => STEPS_INSIDE.test(text))) yield { part: "S", message: "steps" };
    } else if (!filled.some((one) => inOrder(stage, one))) yield { part: "S", message: "order", at: first.place };
  },
});

/** "We roll back when …" in a sentence, without a label. */
const sentences = ({ said, fields }: Stage): readonly Said[] => {
  const labelled = new Set(fields.map(({ place }) => place.line));
  return said.filter(({ text, place, open }) => open !== true && !labelled.has(place.line) && WHEN.test(text));
};

const WHEN =
  /\b(?:roll(?:s|ed)? ?back|go(?:es)? back|rollback|abort\w*)\b.*\b(?:when|if|once|as soon as|above|below)\b/i;

const isObjective = (text: string): boolean =>
  COMPARED.test(text) &&
  (findQuantities(text).length > 0 || /\d|\bany\b|\bzero\b|\bno\b|\bevery\b/i.test(text)) &&
  text.split(/\s+/).length > 2;
