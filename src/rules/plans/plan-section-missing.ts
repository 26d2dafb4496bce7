import type { PlanDefect } from "../../model/plan.ts";
import { defineRule } from "../../model/rule.ts";
import { defectsOf } from "./tell/plan-of.ts";

const NAMES = ["none", "neither", "none of them"];

export default defineRule({
  id: "plan-section-missing",
  level: "block",
  on: ["plan.added", "plan.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: ["repair"],
  aliases: ["plan-incomplete", "plan-field-missing"],
  requirements: [
    { row: 40, parts: "S" },
    { row: 88, parts: "S" },
  ],
  docs: {
    title: "A plan lacks something that it must say",
    sees: "A change plan that this pull request adds or edits, in which a section or a field is missing, empty or too vague to act on. An approved plan is held to it; in a draft it is a notice. Where headings were not understood, or only nearly, it may stand below one of them, and it is for review.",
    why: "A plan is read at three in the morning by someone who did not write it. What it does not say, that person has to guess.",
    instead: `## Rollback
- Trigger: error rate of the billing API above 1 % for 10 minutes
- Steps:
  1. Add the column again.
  2. Copy the values back from the archive.
- Owner: @data-platform
- Data loss: recoverable
- Restore from: \`archive.users_legacy_code\``,
  },
  messages: {
    section: "Unexpected plan without the section `{part}`, expected {expected}",
    unheard:
      "Unexpected plan without the section `{part}`, expected a heading that says so, or a line that says why it is left out (not understood for sure: `{headings}`)",
    empty: "Unexpected {part} section with {detail}, expected {expected}",
    field: "Unexpected plan without `{part}`, expected {expected}",
    trigger:
      "Unexpected rollback trigger without {lacks}, expected a metric, a threshold and a window (`{found}` names {names})",
    vague: "Unexpected {part} `{found}`, expected {expected}",
    unread: "Unexpected front matter that cannot be read ({detail}), expected {expected}",
    unknownKey: "Unexpected key `{part}` in the front matter, expected `{expected}`",
    missingKey: "Unexpected front matter without `{part}`, expected {expected}",
    value: "Unexpected `{found}` as `{part}` in the front matter, expected {expected}",
  },
  *check(change) {
    for (const { defect, shared } of defectsOf(change, (each) => each.defect !== "slot")) {
      const { part, detail, expected, found = "" } = defect;
      const names = NAMES[detail.split(/, | and /).length - 1] ?? "none";
      const headings = shown(defect.perhaps ?? []);
      const data = { part, detail, expected, found, lacks: detail, names, headings };
      yield { ...shared, message: messageOf(defect), data };
    }
  },
});

const shown = (headings: readonly string[]): string =>
  [...headings.slice(0, 3), ...(headings.length > 3 ? ["…"] : [])].join(", ");

function messageOf({ defect, part, detail, perhaps }: PlanDefect) {
  switch (defect) {
    case "section-missing":
      return perhaps === undefined ? "section" : "unheard";
    case "section-empty":
      return "empty";
    case "value-vague":
      return part === "rollback trigger" ? "trigger" : "vague";
    case "front-matter":
      if (part === "front matter") return "unread";
      return detail === "unknown key" ? "unknownKey" : detail === "missing" ? "missingKey" : "value";
    default:
      return "field";
  }
}
