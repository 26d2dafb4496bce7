import { defineItem } from "../../item.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { cellsOf, columnAt, tablesWith } from "../../look/table.ts";
import { namesOwner } from "../../look/words.ts";
import { severitiesIn, severityIn } from "../../look/severities.ts";

const CHECK = /\bcheck\b|\bkind\b|\btest\b|\brule\b|\bwhat\b/;
const SEVERITY = /\bseverity\b|\blevel\b|\bpriority\b/;
const OWNER = /\bowner\b|\bwho\b|\bresponsible\b|\bteam\b/;
const ROUTE = /\broute\b|\bescalat\w*|\bhow\b|\bresponse\b|\baction\b|\bpath\b|\bchannel\b/;
const PERSON =
  /\bsame (?:person|people|one)\b|\brota\b|\bon[- ]?call\b|\bteam\b|\bowner\b|\bduty\b|\bengineer\b|@[\w./-]{2,}|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u;
const WAY =
  /\bpag(?:e[drs]?|ing)\b|\btickets?\b|\be?-?mail\w*|\bslack\b|\bteams\b|\bcall(?:s|ed)?\b|\bphone\b|\bworking hours\b|\bpagerduty\b|\bopsgenie\b|\bchat\b|#[\w-]+|\bissue\b|\bbacklog\b|\bescalat\w+|\bwithin (?:\d|an?\b)|\bafter \d/i;

export default defineItem({
  id: "severity-map-stated",
  asked: { "data-plan": "quality" },
  requirements: [{ row: 30, parts: "S" }],
  level: "review",
  title: "Severities and their routes",
  demand: "a scale of severities, for each who is called and how, and for each check its severity",
  why: "An alert that belongs to nobody is closed by the first one whom it disturbs.",
  template:
    "| Severity | Means | Owner | Route |\n| --- | --- | --- | --- |\n| Sev1 | <what it means> | <who> | <page, ticket, escalation> |\n| Sev2 | <what it means> | <who> | <page, ticket, escalation> |",
  messages: {
    undefined: "Unexpected severity `{severity}` of `{check}`, which the plan does not define, expected one of {known}",
    owner: "Unexpected severity `{severity}` without an owner (`{said}`), expected who is called",
    route: "Unexpected severity `{severity}` without a route (`{said}`), expected a page, a ticket or an escalation",
    unmapped: "Unexpected check `{check}` without a severity, expected one of {known}",
  },
  *check(stage) {
    const scale = new Map([...ofLines(stage), ...ofTables(stage)].map((one) => [one.severity, one]));
    if (scale.size === 0) {
      if (!stage.fields.some(({ label, open }) => open === true && /severit/i.test(label)))
        yield { part: "S", message: "missing" };
      return;
    }
    const known = [...scale.values()].map(({ name }) => name).join(", ");
    for (const { name, said, owner, route, place } of scale.values()) {
      const data = { severity: name, said };
      if (!owner) yield { part: "S", message: "owner", at: place, of: name, data };
      if (!route) yield { part: "S", message: "route", at: place, of: name, data };
    }
    for (const table of tablesWith(stage, CHECK, SEVERITY)) {
      if (columnAt(table, CHECK) === columnAt(table, SEVERITY)) continue;
      const severities = cellsOf(table, SEVERITY);
      for (const [i, { text: check }] of cellsOf(table, CHECK).entries()) {
        const cell = severities[i];
        if (cell === undefined || cell.open === true || scale.has(cell.text.trim().toLowerCase())) continue;
        const severity = severityIn(cell.text);
        if (severity === undefined || !scale.has(severity)) {
          const data = { severity: cell.text, check, known };
          yield {
            part: "S",
            message: severity === undefined ? "unmapped" : "undefined",
            at: cell.place,
            of: check,
            data,
          };
        }
      }
    }
  },
});

interface Severity {
  readonly severity: string;
  readonly name: string;
  readonly said: string;
  readonly owner: boolean;
  readonly route: boolean;
  readonly place: Stage["place"];
}

const ofTables = (stage: Stage): readonly Severity[] =>
  tablesWith(stage, SEVERITY, OWNER).flatMap((table) => {
    const [names, owners, routes] = [cellsOf(table, SEVERITY), cellsOf(table, OWNER), cellsOf(table, ROUTE)];
    return names.flatMap(({ text, open, place }, i): readonly Severity[] => {
      const [owner, route] = [owners[i], routes[i]];
      if (open === true) return [];
      const said = [owner?.text, route?.text].filter((each) => each !== undefined).join(", ");
      const named = owner?.open === true || namesOwner(owner?.text ?? "") || PERSON.test(owner?.text ?? "");
      const routed = route?.open === true || WAY.test(route?.text ?? "");
      return [{ severity: text.trim().toLowerCase(), name: text.trim(), said, owner: named, route: routed, place }];
    });
  });

/** "Sev1: rota, page, then head of data after 1 h", a line or a key of its own, or several in one sentence. */
function ofLines(stage: Stage): readonly Severity[] {
  const fields = stage.fields
    .filter(({ label, open }) => open !== true && severityIn(label) !== undefined && !/[,|]/.test(label))
    .map(({ label, text, place }) => ({ name: label, said: text, place }));
  const lines = statementsOf(stage)
    .filter(({ form }) => form !== "row")
    .flatMap(({ text, place }) => severitiesIn(text).map((one) => ({ ...one, place })));
  return [...lines, ...fields].flatMap(({ name, said, place }) => {
    const severity = severityIn(name);
    // A check that ends in its severity defines nothing.
    if (severity === undefined || said.replace(/\W/g, "").length < 3) return [];
    // "the same rota" is whoever was named before.
    return [{ severity, name: severity, said, owner: PERSON.test(said), route: WAY.test(said), place }];
  });
}
