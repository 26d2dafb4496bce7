import { defineItem } from "../../item.ts";
import { isEmpty, rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { isOpen, told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";
import { shortened } from "../../look/shortened.ts";

const ALERT = /\balerts?\b|\balarms?\b|\bsignals?\b/;
const OWNER = /\bowner\b|\bwho\b|\bto\b|\bresponsible\b/;
const ROUTE = /\broutes?\b|\bchannel\b|\bvia\b|\bnotif/;
const TOLD = /\balerts?\b|\balarms?\b|\bpag(?:es|ed|ing)\b|\ba page\b|\bpage (?:on|at|above|below|when|if|after)\b/i;
const SOMEBODY = /@[\w/-]+|#[\w-]+/;
/** Whoever is on call answers every alert, wherever the plan says so. */
const ON_CALL = /\brotas?\b|\bon.?call\b|[\w-]+-(?:primary|oncall)\b/i;

export default defineItem({
  id: "alerts-routed",
  asked: { "workflow-plan": "monitoring" },
  anywhere: true,
  requirements: [{ row: 131, parts: "S" }],
  level: "review",
  title: "Alerts",
  demand: "a list of alerts, and for each who is told and by which way",
  why: "An alert without an owner is read by everybody and answered by nobody.",
  template:
    "| Alert | Threshold | Owner | Route |\n| --- | --- | --- | --- |\n| <what> | <figure> | <rota or team> | <page, channel or mail> |",
  messages: {
    nobody: "Unexpected alert `{alert}` without {lacks}, expected who is told and by which way",
    unrouted: "Unexpected alerts that nobody is named for (`{said}`), expected a rota, a team or a channel",
  },
  *check(stage) {
    const tables = tablesWith(stage, ALERT, OWNER);
    for (const { name, owner, route } of tables.flatMap((table) =>
      rowsBy(table, { name: ALERT, owner: OWNER, route: ROUTE }),
    )) {
      const lacks = [
        ...(isEmpty(owner) ? ["an owner"] : []),
        ...(isEmpty(route) && route !== owner ? ["a route"] : []),
      ];
      const [empty] = [owner, route].filter((cell) => isEmpty(cell));
      if (lacks.length === 0 || empty === undefined) continue;
      const data = { alert: name?.text ?? "", lacks: inWords(lacks) };
      yield { part: "S", message: "nobody", at: name?.place ?? empty.place, of: data.alert, data };
    }
    if (tables.length > 0 || isOpen(stage, ALERT)) return;
    const said = told(stage, TOLD);
    const [first] = said;
    if (first === undefined) yield { part: "S", message: "missing" };
    else if (!said.some(({ text }) => SOMEBODY.test(text)) && told(stage, ON_CALL).length === 0)
      yield { part: "S", message: "unrouted", at: first.place, data: { said: shortened(first.text) } };
  },
});
