import type { Said } from "../../../model/plan-part.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { ruleTables } from "../../look/plan-rules.ts";
import { cellText, isOpenCell } from "../../look/shares.ts";
import { testDeclaration } from "../../look/test-declaration.ts";

const BLOCK = /\bblock|\bfail|\bstop|\berror\b|\brefuse|\breject|\bhalt|\babort/i;
const TELL =
  /\balert|\bwarn|\blog\b|\blogged\b|\bnotif|\bpage\b|\binvestigate\b|\bquarantine|\bdead[ -]?letter|\bticket\b/i;

export default defineItem({
  id: "rule-actions-stated",
  asked: { "pipeline-blueprint": "rules", "quality-assessment-report": "rules" },
  requirements: [{ row: 162, parts: "SX" }],
  level: "review",
  title: "What happens when a rule fails",
  demand: "for each rule whether its failure blocks, alerts or is logged",
  why: "At night somebody has to know whether the red check means stop or means look tomorrow.",
  template: "",
  messages: {
    column: "Unexpected rules without what happens when they fail, expected block, alert or log for each",
    action: "Unexpected `{said}` as what happens when `{rule}` fails, expected block, alert or log",
    warns: "Unexpected `{said}` for `{test}`, whose severity is warn: it never blocks, expected the two to agree",
    blocks: "Unexpected `{said}` for `{test}`, whose severity is error: it blocks, expected the two to agree",
  },
  *check(stage, context) {
    const tables = ruleTables(stage);
    const [item] = stage.items;
    if (
      tables.length === 0 &&
      item !== undefined &&
      !stage.said.some(({ text }) => BLOCK.test(text) || TELL.test(text))
    )
      yield { part: "S", message: "column", at: item.place };
    for (const { has, rules, place } of tables) {
      if (!has.action) yield { part: "S", message: "column", at: place };
      for (const { name, action, test } of rules) {
        if (action === undefined || isOpenCell(action)) continue;
        if (!BLOCK.test(action.text) && !TELL.test(action.text)) {
          const data = { said: cellText(action), rule: name.text };
          yield { part: "S", message: "action", at: action.place, of: name.text, data };
        } else if (test !== undefined) yield* differing(action, test, context);
      }
    }
  },
});

function* differing(action: Said, test: Said, context: ItemContext) {
  const [name, ...more] = test.text.match(/[a-z][a-z\d]*(?:_[a-z\d]+)+/g) ?? [];
  const text = name === undefined || more.length > 0 ? undefined : testDeclaration(name, context);
  if (name === undefined || text === undefined) return;
  const severity = /\bseverity:\s*["']?(warn|error)\b/i.exec(text)?.[1]?.toLowerCase();
  const data = { said: action.text, test: name };
  const [blocks, tells] = [BLOCK.test(action.text), TELL.test(action.text)];
  if (severity === "warn" && blocks && !tells)
    yield { part: "X", message: "warns", at: action.place, of: name, data } as const;
  // The default is error, which a project may change for all its tests: only what is written counts.
  if (severity === "error" && tells && !blocks)
    yield { part: "X", message: "blocks", at: action.place, of: name, data } as const;
}
