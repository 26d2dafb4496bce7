import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { firstNumber } from "../../look/figures.ts";
import { rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";

const METRIC = /\bmetrics?\b|\bsignal\b|\bcheck\b|\bwhat\b|\bindicator\b/;
const EXPECTED = /\bexpected\b|\bnormal\b|\busual\b|\bbaseline\b/;
const THRESHOLD = /\bthreshold\b|\balert\b|\blimit\b/;
const WHERE = /\bwhere\b|\bdashboard\b|\bboard\b|\blink\b|\bsource\b/;
const BOUND = /(\bbelow\b|\bunder\b|\bless than\b|<|\babove\b|\bover\b|\bmore than\b|>)=?\s*(.*?)(?=\bor\b|$|[,;]\s)/gi;

export default defineItem({
  id: "alert-thresholds-numeric",
  asked: { "pipeline-runbook": "monitoring" },
  requirements: [{ row: 212, parts: "Q" }],
  level: "review",
  title: "Alert thresholds",
  demand: "for each metric what is normal, the number at which somebody is told, and where it is seen",
  why: "An alert without a number is never sent, and one that a normal day sets off is switched off.",
  template:
    "| Metric | Expected | Alert threshold | Where to look |\n| --- | --- | --- | --- |\n| <metric> | <number and unit> | <above or below which number> | <link> |",
  messages: {
    vague: "Unexpected threshold `{said}` of `{metric}`, expected a number",
    always:
      "Unexpected threshold `{said}` of `{metric}` beside an expected `{usual}`, expected one that a normal day does not set off",
    nowhere: "Unexpected metric `{metric}` without a place where it is seen, expected a board or a query",
  },
  *check(stage) {
    const tables = tablesWith(stage, METRIC, THRESHOLD);
    if (tables.length === 0) {
      const said = stage.said.some(
        ({ text, open }) => open === true || (/\d/.test(text) && THRESHOLD.test(text.toLowerCase())),
      );
      if (!said) yield { part: "Q", message: "missing" };
      return;
    }
    const rows = tables.flatMap((table) =>
      rowsBy(table, { metric: METRIC, usual: EXPECTED, threshold: THRESHOLD, where: WHERE }),
    );
    for (const { metric, usual, threshold, where } of rows) {
      if (metric === undefined || threshold === undefined || metric.open === true) continue;
      const data = { metric: metric.text, said: threshold.text, usual: usual?.text ?? "" };
      const shared = { part: "Q", of: metric.text, data } as const;
      // An empty cell is no slot that anybody left, but no threshold either.
      if (!/\d/.test(threshold.text) && (threshold.open !== true || threshold.text === ""))
        yield { ...shared, message: "vague", at: threshold.place };
      else if (usual !== undefined && isPassed(usual, threshold))
        yield { ...shared, message: "always", at: threshold.place };
      if (where !== undefined && where.text === "") yield { ...shared, message: "nowhere", at: where.place };
    }
  },
});

/** Whether what is expected already lies beyond the threshold; figures in different units are not compared. */
function isPassed(usual: Said, threshold: Said): boolean {
  const expected = firstNumber(usual.text);
  if (expected === undefined || /[-–]\s?\d|\bto\b/.test(usual.text)) return false;
  return [...threshold.text.matchAll(BOUND)].some(([, side = "", text = ""]) => {
    const bound = firstNumber(text);
    if (bound === undefined || unitOf(text) !== unitOf(usual.text)) return false;
    return /^(?:below|under|less than|<)$/i.test(side) ? expected < bound : expected > bound;
  });
}

const unitOf = (text: string): string => (/\d\s?(%|\p{L}+)/u.exec(text)?.[1] ?? "").toLowerCase();
