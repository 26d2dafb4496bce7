import { defineItem } from "../../item.ts";
import { isOpenCell } from "../../look/shares.ts";
import type { Stage } from "../../look/stage.ts";
import { cellsOf, columnAt } from "../../look/table.ts";

const ISSUE = /\bissue\b|\bproblem\b|\bfailed rule\b|\bviolat|\bstaleness\b|\bfinding\b|^type$/;
const SEVERITY = /\bseverity\b|\bsev\b|\bimpact\b/;
const LEVELS = /\b(?:critical|blocker|high|medium|moderate|low|minor|major|info|sev\s?-?\d|[sp][0-4])\b/i;

export default defineItem({
  id: "issues-rated",
  asked: { "pipeline-blueprint": "discovery", "quality-assessment-report": "scores" },
  requirements: [{ row: 142, parts: "Q" }],
  level: "review",
  title: "Severity of issues",
  demand: "how severe each issue is (high, medium or low)",
  why: "A list of faults without weights is worked off from its top, and the top is where the writer began.",
  template:
    "| Issue | Failure rate | Severity |\n| --- | --- | --- |\n| <what is wrong> | <percent> | <high, medium or low> |",
  messages: {
    column: "Unexpected issues without a severity, expected high, medium or low for each",
    level: "Unexpected severity `{said}` of `{issue}`, expected high, medium or low",
  },
  *check(stage, { plan, whole }) {
    const all: Stage = plan.planKind === "quality-assessment-report" ? whole : stage;
    for (const table of all.tables) {
      const at = columnAt(table, ISSUE);
      if (at < 0 || table.rows.length === 0) continue;
      if (columnAt(table, SEVERITY) < 0)
        yield { part: "Q", message: "column", at: table.place, of: table.columns.join(" ") };
      for (const [i, cell] of cellsOf(table, SEVERITY).entries()) {
        const issue = table.rows[i]?.[at]?.text ?? "";
        if (!isOpenCell(cell) && !LEVELS.test(cell.text))
          yield { part: "Q", message: "level", at: cell.place, of: issue, data: { said: cell.text, issue } };
      }
    }
  },
});
