import { defineItem } from "../../item.ts";
import { isEmpty, rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { isOpen, told } from "../../look/told.ts";

const METRIC = /\bmetrics?\b|\bdimensions?\b|\bscores?\b|\bmeasures?\b/;
const SEVERITY = /\bsev(?:erity|\d)?\b|\bincidents?\b|\bpriority\b/;
const OWNER = /\bowner\b|\bwho\b|\bresponsible\b|\bassigned\b/;
const CHECKS = /\bchecks?\b|\bfreshness\b|\btests?\b|\bscores?\b/i;
const OFTEN =
  /\bevery (?:\d+|hour|day|night|minute|run|morning|week)\b|\bat the end of (?:each|every)\b|\beach (?:run|hour|day|night|DAG|load)\b|\b(?:hourly|daily|nightly|continuous(?:ly)?)\b|\bcron\b|(?:[\d*/,-]+ ){4}[\d*]/i;
const NOBODY = /^\W*(?:the )?(?:team|teams|everyone|everybody|us|we|somebody|someone|anyone)?\W*$/i;

export default defineItem({
  id: "quality-managed",
  asked: { "workflow-plan": "quality" },
  profiles: ["quality-management"],
  anywhere: true,
  requirements: [{ row: 127, parts: "S" }],
  level: "review",
  title: "Management of quality",
  demand: "the metrics, how often the checks run, and an owner for each severity of incident",
  why: "A check without a schedule runs when somebody remembers it, and an incident of the whole team is nobody's.",
  template:
    "Checks run <every run, or every interval>\n\n| Severity | Means | Owner | Route |\n| --- | --- | --- | --- |\n| Sev1 | <what> | <rota or person> | <page or ticket> |",
  messages: {
    metrics: "Unexpected management of quality without a list of metrics, expected a row for each",
    schedule: "Unexpected checks without a schedule, expected how often they run",
    incidents: "Unexpected management of quality without severities of incidents, expected an owner for each",
    owner:
      "Unexpected incident `{severity}` with the owner `{owner}`, expected a rota, a person or one team by its name",
  },
  *check(stage) {
    if (tablesWith(stage, METRIC).length === 0 && !isOpen(stage, METRIC)) yield { part: "S", message: "metrics" };
    const scheduled = told(stage, CHECKS).some(({ text }) => OFTEN.test(text));
    if (!scheduled && !isOpen(stage, CHECKS)) yield { part: "S", message: "schedule" };
    const tables = tablesWith(stage, SEVERITY, OWNER);
    if (tables.length === 0 && told(stage, /\bincidents?\b.*(?:@|\brota\b|\bon.?call\b)/i).length === 0)
      yield { part: "S", message: "incidents" };
    for (const { name, owner } of tables.flatMap((table) => rowsBy(table, { name: SEVERITY, owner: OWNER }))) {
      if (owner === undefined || (owner.open === true && !isEmpty(owner)) || !NOBODY.test(owner.text)) continue;
      const data = { severity: name?.text ?? "", owner: owner.text };
      yield { part: "S", message: "owner", at: owner.place, of: data.severity, data };
    }
  },
});
