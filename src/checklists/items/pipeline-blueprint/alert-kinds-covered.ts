import { defineItem } from "../../item.ts";
import { rowsBy } from "../../look/rows.ts";
import { cellText, isOpenCell } from "../../look/shares.ts";
import { columnAt, tablesWith } from "../../look/table.ts";
import { isOpen, told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";
import { isVague } from "../../look/vague.ts";
import { namesOwner } from "../../look/words.ts";

const ALERT = /\balerts?\b|\balarms?\b|\bcondition\b|\bsignal\b/;
const THRESHOLD = /\bthreshold|\blimit\b|\bwhen\b|\bcondition\b|\bfires\b/;
const ROUTE = /\broute|\bto whom\b|\bwho\b|\bchannel\b|\bnotif|\bgoes to\b|\breceiver\b/;
const KINDS: Readonly<Record<string, RegExp>> = {
  failures: /\bfail/i,
  "violations of quality": /\bquality\b|\bviolat|\brules?\b|\bchecks?\b|\btests?\b/i,
  "late runs":
    /\blatency\b|\blate\b|\bslow|\bfresh|\bSLO\b|\bSLA\b|\bduration\b|\bruntime\b|\brun time\b|\blonger than\b|\bdelay/i,
  resources: /\bresource|\bmemory\b|\bcpu\b|\bdisk\b|\bcosts?\b|\bslots?\b|\bcredits?\b|\butili[sz]ation\b/i,
};
const ROUTED =
  /#[\w-]+|@\w|\bpag(?:e|er|ed|ing)\b|\brota\b|\bon[- ]?call\b|\bslack\b|\bmail\b|\bteams\b|\btickets?\b|\bopsgenie\b|\bsms\b/i;
const NUMBER = /\d|\bany\b|\bevery\b|\beach\b|\bfirst\b|\bonce\b|\bone\b/i;

export default defineItem({
  id: "alert-kinds-covered",
  asked: { "pipeline-blueprint": "monitoring" },
  requirements: [{ row: 169, parts: "SQ" }],
  level: "review",
  title: "Alerts",
  demand:
    "alerts for failures, violations of quality, late runs and resources, each with its threshold and whom it reaches",
  why: "The alert that is missing is the one for what happens next, and an alert to nobody is none.",
  template:
    "| Alert | Threshold | Route |\n| --- | --- | --- |\n| Failure of the pipeline | <number of runs> | <rota or channel> |\n| Quality violation | <which rules> | <rota or channel> |\n| Latency | <duration> | <rota or channel> |\n| Resources | <percent or cost> | <rota or channel> |",
  messages: {
    lacks: "Unexpected alerts without {lacks}, expected failures, violations of quality, late runs and resources",
    route: "Unexpected `{said}` as the route of the alert `{alert}`, expected a rota, a channel or a team",
    noRoute: "Unexpected alerts without a route, expected whom each reaches",
    threshold: "Unexpected threshold `{said}` of the alert `{alert}`, expected a number",
  },
  *check(stage) {
    const tables = tablesWith(stage, ALERT);
    const rows = tables.flatMap((table) => rowsBy(table, { alert: ALERT, threshold: THRESHOLD, route: ROUTE }));
    const said = told(stage, /\balerts?|\balarm|\bpag(?:e|es|ed)\b|\bnotif/i);
    if (rows.length === 0 && said.length === 0) {
      if (!isOpen(stage, /\balert/i)) yield { part: "S", message: "missing" };
      return;
    }
    const texts =
      rows.length > 0
        ? tables.flatMap((table) => table.rows.map((row) => row.map(({ text }) => text).join(" ")))
        : said.map(({ text }) => text);
    const lacks = Object.entries(KINDS).flatMap(([name, kind]) =>
      texts.some((text) => kind.test(text)) ? [] : [name],
    );
    const [first] = tables;
    const at = first?.place ?? said[0]?.place ?? stage.place;
    if (lacks.length > 0) yield { part: "S", message: "lacks", at, data: { lacks: inWords(lacks) } };
    const routed =
      rows.length > 0
        ? tables.some((table) => columnAt(table, ROUTE) >= 0)
        : said.some(({ text }) => ROUTED.test(text));
    if (!routed && !said.some(({ text }) => ROUTED.test(text))) yield { part: "S", message: "noRoute", at };
    for (const { alert, threshold, route } of rows) {
      const name = alert?.text ?? "";
      if (
        route !== undefined &&
        !isOpenCell(route) &&
        !ROUTED.test(route.text) &&
        (!namesOwner(route.text) || isVague(route.text))
      )
        yield { part: "S", message: "route", at: route.place, of: name, data: { said: cellText(route), alert: name } };
      if (threshold !== undefined && threshold !== alert && !isOpenCell(threshold) && !NUMBER.test(threshold.text))
        yield {
          part: "Q",
          message: "threshold",
          at: threshold.place,
          of: name,
          data: { said: cellText(threshold), alert: name },
        };
    }
  },
});
