import { defineItem } from "../../item.ts";
import { isEmpty, rowsBy } from "../../look/rows.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { tablesWith } from "../../look/table.ts";
import { isVague } from "../../look/vague.ts";
import { wordCount } from "../../look/words.ts";

const RISK = /\brisks?\b|\bwhat is left\b|\bopen\b|\bquestions?\b/;
const OWNER = /\bowner|\bwho\b|\bassignee\b|\bresponsible\b/;
const NONE = /^\W*(?:none|no (?:open |known )?risks?|nothing|n\/a|not any)\b/i;

export default defineItem({
  id: "open-risks-owned",
  asked: { "design-spec": "risks" },
  requirements: [{ row: 88, parts: "S" }],
  level: "review",
  title: "Open risks",
  demand: "each open risk with its severity, its owner and a date, or why there is none",
  why: "A final design says what it did not settle; a risk without an owner comes back as an incident.",
  template:
    "| Risk | Severity | Owner | Until |\n| --- | --- | --- | --- |\n| <what may still go wrong> | <high, medium or low> | <team or person> | <date> |",
  messages: {
    none: "Unexpected open risks `{said}` without a reason, expected the risks that are left, or why there is none",
    owner: "Unexpected risk `{risk}` without an owner, expected a team or a person",
    columns: "Unexpected open risks without {what}, expected it for each",
  },
  *check(stage) {
    const said = statementsOf(stage);
    const [only] = said;
    // "None known" for a whole design is either luck or haste: three words tell which.
    if (only !== undefined && said.length === 1 && (NONE.test(only.text) || isVague(only.text))) {
      if (wordCount(only.text.replace(NONE, "").replace(/\bknown\b/i, "")) < 4)
        yield { part: "S", message: "none", at: only.place, data: { said: only.text }, level: "block" };
      return;
    }
    for (const { risk, owner } of tablesWith(stage, RISK, OWNER).flatMap((table) =>
      rowsBy(table, { risk: RISK, owner: OWNER }),
    ))
      if (isEmpty(owner) && risk !== undefined)
        yield { part: "S", message: "owner", at: risk.place, of: risk.text, data: { risk: risk.text } };
    const table = stage.tables.find(({ columns }) => columns.some((name) => RISK.test(name.toLowerCase())));
    const [tabled] = tablesWith(stage, RISK, OWNER);
    if (table !== undefined && tabled === undefined && !namesOwners(stage))
      yield { part: "S", message: "columns", at: table.place, data: { what: "an owner" } };
  },
});

const namesOwners = (stage: Stage): boolean =>
  statementsOf(stage).some(({ text }) => /\bowner\b|@[\w/-]{2,}/i.test(text));
