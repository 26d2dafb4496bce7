import { defineItem } from "../../item.ts";
import { rowsBy } from "../../look/rows.ts";
import { cellText, isOpenCell } from "../../look/shares.ts";
import { isVague } from "../../look/vague.ts";
import { statementsOf } from "../../look/statements.ts";
import { columnAt, tablesWith } from "../../look/table.ts";

const ACTION = /\baction\b|\brecommend|\bwhat\b|\bfix\b/;
const PRIORITY = /\bpriority\b|\bprio\b|\burgency\b/;
const RATIONALE = /\brationale\b|\breason\b|\bwhy\b/;
const EFFORT = /\beffort\b|\bcost\b|\bsize\b/;
const LEVELS = /\b(?:critical|high|medium|low|p[0-3])\b/i;

export default defineItem({
  id: "report-actions-complete",
  asked: { "quality-assessment-report": "actions" },
  requirements: [{ row: 141, parts: "S" }],
  level: "review",
  title: "Recommended actions",
  demand: "each action with a priority (HIGH, MEDIUM or LOW), a rationale in figures and its effort",
  why: "What has no priority and no effort is agreed to by everybody and done by nobody.",
  template:
    "| Priority | Action | Rationale | Effort |\n| --- | --- | --- | --- |\n| <HIGH, MEDIUM or LOW> | <what is done> | <figure that asks for it> | <days or hours> |",
  messages: {
    column: "Unexpected actions without {what}, expected {demand}",
    priority: "Unexpected priority `{said}` of `{action}`, expected HIGH, MEDIUM or LOW",
    effort: "Unexpected effort `{said}` of `{action}`, expected about how long it takes",
    rationale: "Unexpected rationale `{said}` of `{action}`, expected the figure that asks for it",
  },
  *check(stage) {
    const tables = tablesWith(stage, ACTION);
    if (tables.length === 0 && !statementsOf(stage).some(({ text }) => LEVELS.test(text)))
      yield { part: "S", message: "missing" };
    for (const table of tables) {
      for (const [what, column] of [
        ["a priority", PRIORITY],
        ["a rationale", RATIONALE],
        ["their effort", EFFORT],
      ] as const)
        if (columnAt(table, column) < 0)
          yield { part: "S", message: "column", at: table.place, of: what, data: { what } };
      const rows = rowsBy(table, { action: ACTION, priority: PRIORITY, rationale: RATIONALE, effort: EFFORT });
      for (const { action, priority, rationale, effort } of rows) {
        const said = action?.text ?? "";
        const shown = (text: string) => ({ said: text, action: said });
        if (priority !== undefined && !isOpenCell(priority) && !LEVELS.test(priority.text))
          yield { part: "S", message: "priority", at: priority.place, of: said, data: shown(cellText(priority)) };
        if (effort !== undefined && !isOpenCell(effort) && isVague(effort.text))
          yield { part: "S", message: "effort", at: effort.place, of: said, data: shown(cellText(effort)) };
        if (rationale !== undefined && !isOpenCell(rationale) && !/\d/.test(rationale.text))
          yield {
            part: "S",
            message: "rationale",
            at: rationale.place,
            of: said,
            data: shown(cellText(rationale)),
            level: "notice",
          };
      }
    }
  },
});
