import { defineItem } from "../../item.ts";
import { cellText, isOpenCell, shareOf } from "../../look/shares.ts";
import { statementsOf } from "../../look/statements.ts";
import { cellsOf, columnAt, tablesWith } from "../../look/table.ts";

const RULE = /\brule\b|\bissue\b|\bviolat|\bcheck\b/;
const RATE = /\brates?\b|\bshare\b|\bfail\w*(?! rule)\b|\baffected\b|%/;
const NONE =
  /\b(?:none|no rules?|nothing)\b[^.]*\b(?:violated|fails?|failed|broken)\b|\b(?:violated|failed|fails?)\b[^.]*\b(?:none|nothing)\b/i;

export default defineItem({
  id: "violated-rules-rated",
  asked: { "pipeline-blueprint": "discovery", "quality-assessment-report": "accuracy" },
  requirements: [{ row: 145, parts: "Q" }],
  level: "notice",
  title: "Violated rules",
  demand: "the rules that the data violates today, each with the share of rows that fail it",
  why: "A rule that one row in a thousand fails can be enforced tomorrow; one that every fifth fails stops the pipeline.",
  template: "| Rule | Failure rate | Severity |\n| --- | --- | --- |\n| <rule> | <percent> | <high, medium or low> |",
  messages: {
    rate: "Unexpected failure rate `{said}` of `{rule}`, expected a percentage",
    unrated: "Unexpected violated rules without their failure rates, expected a percentage for each",
  },
  *check(stage) {
    const tables = tablesWith(stage, RULE);
    const told = statementsOf(stage).some(
      ({ text }) => NONE.test(text) || (/\bviolat|\bfail|\bbroken\b/i.test(text) && shareOf(text) !== undefined),
    );
    if (tables.length === 0 && !told) yield { part: "Q", message: "missing" };
    for (const table of tables) {
      const rates = table.columns.findIndex((name, i) => i !== columnAt(table, RULE) && RATE.test(name.toLowerCase()));
      if (rates < 0) {
        if (!told) yield { part: "Q", message: "unrated", at: table.place };
        continue;
      }
      for (const [i, rule] of cellsOf(table, RULE).entries()) {
        const rate = table.rows[i]?.[rates];
        if (rate === undefined || isOpenCell(rate) || shareOf(rate.text) !== undefined) continue;
        yield {
          part: "Q",
          message: "rate",
          at: rate.place,
          of: rule.text,
          data: { said: cellText(rate), rule: rule.text },
        };
      }
    }
  },
});
