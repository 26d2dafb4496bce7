import { defineItem, type ItemContext } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";

const POSTURE = /\b(?:back(?:ward)?s?|forwards?|full(?:y)?|breaking|transitive)\b/i;
const SAFE = /\b(?:backwards?|forwards?|full(?:y)?)\b/i;

export default defineItem({
  id: "compatibility-stated",
  asked: { "data-plan": "contracts" },
  requirements: [{ row: 22, parts: "SX" }],
  level: "block beside breaking",
  title: "Compatibility and versions",
  demand: "the posture (backward, forward, full or breaking), and how versions are counted",
  why: "Whether a column may go is decided by this line on the day when somebody wants it gone.",
  template:
    "- Compatibility: <backward, forward, full or breaking>\n- Versioning: <scheme, and what makes a new version>",
  messages: {
    posture: "Unexpected compatibility `{said}`, expected backward, forward, full or breaking",
    scheme: "Unexpected compatibility without a version scheme, expected what makes a new version",
    breaks:
      "Unexpected {posture} compatibility beside `{column}`, which goes from the contracted `{model}`, expected a new version beside the old one, or the breaking change named",
  },
  *check(stage, context) {
    const all = statementsOf(stage).map(({ text }) => text);
    const [field] = fieldsLike(stage, /^(?:compatibility|posture|compatibility (?:policy|posture))$/);
    if (field !== undefined && !POSTURE.test(field.text))
      yield { part: "S", message: "posture", at: field.place, data: { said: field.text } };
    else if (!all.some((text) => POSTURE.test(text))) yield { part: "S", message: "missing" };
    else if (!all.some((text) => /\bversion(?:s|ing|ed)?\b|\bv\d\b|\bsemver\b/i.test(text)))
      yield { part: "S", message: "scheme" };
    yield* broken(stage, context);
  },
});

function* broken(stage: Stage, { changes }: ItemContext) {
  const all = statementsOf(stage);
  const posture = all.find(({ text }) => SAFE.test(text));
  const word = posture === undefined ? undefined : SAFE.exec(posture.text)?.[0].toLowerCase();
  if (posture === undefined || word === undefined) return;
  for (const change of changes) {
    if (change.kind !== "model.altered" || !change.before.contract) continue;
    const left = new Set(change.after.columns.map(({ name }) => name.toLowerCase()));
    for (const { name: column } of change.before.columns) {
      if (left.has(column.toLowerCase())) continue;
      if (
        all.some(
          ({ text }) =>
            text.includes(column) && /\bbreaking\b|\bgoes\b|\bremov\w+|\bdrop\w*|\brenam\w+|\bretir\w+/i.test(text),
        )
      )
        continue;
      const data = { posture: word, column, model: change.before.name };
      yield { part: "X", message: "breaks", at: posture.place, of: `${data.model}.${column}`, data } as const;
    }
  }
}
