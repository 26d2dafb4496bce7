import { defineItem } from "../../item.ts";
import { isEmpty, rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { isOpen, told } from "../../look/told.ts";

const SEVERITY = /\bsev(?:erity|\d)?\b|\bincidents?\b|\bpriority\b|\blevel\b/;
const OWNER = /\bowner\b|\bwho\b|\bresponsible\b|\bassigned\b/;
const NOBODY = /^\W*(?:the )?(?:team|teams|everyone|everybody|us|we|somebody|someone|anyone)?\W*$/i;

export default defineItem({
  id: "incidents-owned",
  asked: { "workflow-plan": "incidents" },
  profiles: ["quality-management"],
  anywhere: true,
  requirements: [{ row: 127, parts: "S" }],
  level: "review",
  title: "Incidents of quality",
  demand: "the severities of incidents, and for each an owner and the way to him",
  why: "An incident of the whole team is nobody's.",
  template:
    "| Severity | Means | Owner | Route |\n| --- | --- | --- | --- |\n| Sev1 | <what is wrong> | <rota or person> | <page or ticket> |",
  messages: {
    owner:
      "Unexpected incident `{severity}` with the owner `{owner}`, expected a rota, a person or one team by its name",
  },
  *check(stage) {
    const tables = tablesWith(stage, SEVERITY, OWNER);
    if (tables.length === 0 && told(stage, /\bincidents?\b.*(?:@|\brota\b|\bon.?call\b)/i).length === 0) {
      if (!isOpen(stage, SEVERITY)) yield { part: "S", message: "missing" };
    }
    for (const { name, owner } of tables.flatMap((table) => rowsBy(table, { name: SEVERITY, owner: OWNER }))) {
      if (owner === undefined || (owner.open === true && !isEmpty(owner)) || !NOBODY.test(owner.text)) continue;
      const data = { severity: name?.text ?? "", owner: owner.text };
      yield { part: "S", message: "owner", at: owner.place, of: data.severity, data };
    }
  },
});
