import { defineItem } from "../../item.ts";
import { ruleTables } from "../../look/plan-rules.ts";
import { cellText, isOpenCell } from "../../look/shares.ts";
import { testDeclaration } from "../../look/test-declaration.ts";

const FAILS = /\b(?:fail|error|block|stop)\w*\b[^\d]{0,20}([\d,.]+)/i;
const NUMBER = /\d|\bnone\b|\bno\b|\bany\b|\bzero\b/i;

export default defineItem({
  id: "rule-limits-stated",
  asked: { "pipeline-blueprint": "rules" },
  requirements: [{ row: 164, parts: "QX" }],
  level: "review",
  title: "Limits of the rules",
  demand: "for each rule how many rows may fail it, as a number or a share, and the same limit in its test",
  why: "A check for empty keys that fails at the first one is switched off within a week; one without a limit never fails.",
  template: "",
  messages: {
    column: "Unexpected rules without a limit, expected how many rows may fail each",
    limit: "Unexpected limit `{said}` of `{rule}`, expected a number of rows or a share",
    unset:
      "Unexpected limit `{said}` for `{test}`, which has no threshold of its own, expected `error_if` or `where` in the test",
    differs: "Unexpected limit `{said}` for `{test}`, whose `error_if` is `{condition}`, expected the two to agree",
  },
  *check(stage, context) {
    for (const { has, rules, place } of ruleTables(stage)) {
      if (!has.limit) {
        if (!rules.some(({ name }) => /\d/.test(name.text))) yield { part: "Q", message: "column", at: place };
        continue;
      }
      for (const { name, limit, test } of rules) {
        if (limit === undefined || isOpenCell(limit)) continue;
        if (!NUMBER.test(limit.text)) {
          const data = { said: cellText(limit), rule: name.text };
          yield { part: "Q", message: "limit", at: limit.place, of: name.text, data };
          continue;
        }
        const fails = plain(FAILS.exec(limit.text)?.[1]);
        const [named, ...more] = test?.text.match(/[a-z][a-z\d]*(?:_[a-z\d]+)+/g) ?? [];
        if (named === undefined || more.length > 0 || fails === undefined || fails === 0) continue;
        const text = testDeclaration(named, context);
        if (text === undefined) continue;
        const condition = /\berror_if:\s*(["']?)([^"',}\n]+)\1/.exec(text)?.[2]?.trim();
        const data = { said: limit.text, test: named, condition: condition ?? "" };
        if (condition === undefined) {
          if (!/\b(?:where|mostly|at_least):/.test(text))
            yield { part: "X", message: "unset", at: limit.place, of: named, data };
        } else if (plain(/[\d.,]+/.exec(condition)?.[0]) !== fails && !limit.text.includes("%"))
          yield { part: "X", message: "differs", at: limit.place, of: named, data };
      }
    }
  },
});

const plain = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits.replaceAll(/,(?=\d{3})/g, "").replace(/[.,]$/, ""));
