import type { Place } from "../../../model/place.ts";
import type { Said } from "../../../model/plan-part.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { agree } from "../../look/amounts.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { rowsBy } from "../../look/rows.ts";
import type { Stage } from "../../look/stage.ts";
import { about, statementsOf } from "../../look/statements.ts";
import { tablesWith } from "../../look/table.ts";

const METRIC = /\bmetric\b|\bfigure\b|\bmeasure\b|\bwhat\b|\bkpi\b|\bname\b|\bcheck\b/;
const METHOD = /\bmethod\b|\bcompared by\b|\bhow\b|\bcomparison\b|\bway\b/;
const TOLERANCE = /\btoleran\w*|\bdiffer\w*|\bdeviation\b|\bvariance\b|\bthreshold\b|\blimit\b|\ballowed\b/;
const RECONCILED = /\breconcil\w+|\bcross-?checks?\b|\bcompared (?:to|with|against)\b/;
const WAY =
  /\bcounts?\b|\bsums?\b|\btotals?\b|\baggregat\w+|\bmin(?:imum)?\b|\bmax(?:imum)?\b|\baverage\b|\bavg\b|\bhash\w*|\bchecksums?\b|\bsampl\w+|\bparity\b|\bdiff\w*|\brow by row\b|\bbalances?\b|\bby (?:day|month|week|hour|key)\b|\bper (?:day|month|week|hour|key)\b/i;
const EXACT = /\bexact\w*|\bidentical\b|\bequal\b|\bno difference\b|\bnone\b|\bzero\b|^\W*0\W*$/i;

export default defineItem({
  id: "reconciliation-stated",
  asked: { "data-plan": "quality" },
  requirements: [{ row: 29, parts: "SQ" }],
  level: "block beside breaking",
  title: "Reconciliation of key metrics",
  demand: "for each key metric how it is compared (count, sum, hash or sample) and by how much it may differ",
  why: "Tests see whether rows are well-formed; only a comparison with somebody else's figure sees that half of them are missing.",
  template:
    "| Metric | Method | Against | Tolerance |\n| --- | --- | --- | --- |\n| <metric> | <count, sum, hash or sample> | <trusted source> | <percentage or number> |",
  messages: {
    method: "Unexpected method `{said}` for `{metric}`, expected a count, a sum, a hash or a sample",
    noMethod: "Unexpected reconciliation without its method, expected a count, a sum, a hash or a sample",
    tolerance: "Unexpected tolerance `{said}` for `{metric}`, expected a percentage or a number",
    noTolerance: "Unexpected reconciliation without a tolerance, expected a percentage or a number",
    two: "Unexpected tolerance of {said} for `{metric}` beside {other} in {stage}, expected one for the same figure",
  },
  *check(stage, context) {
    const rows = tablesWith(stage, METRIC, METHOD, TOLERANCE).flatMap((table) =>
      rowsBy(table, { metric: METRIC, method: METHOD, tolerance: TOLERANCE }),
    );
    for (const { metric, method, tolerance } of rows) {
      const name = metric?.text ?? "";
      if (method !== undefined && method.open !== true && !WAY.test(method.text))
        yield { part: "S", message: "method", at: method.place, of: name, data: { metric: name, said: method.text } };
      if (tolerance === undefined || tolerance.open === true) continue;
      if (isTold(tolerance.text)) yield* elsewhere({ name, said: tolerance.text, at: tolerance.place }, context);
      else {
        const data = { metric: name, said: tolerance.text };
        yield { part: "Q", message: "tolerance", at: tolerance.place, of: name, data };
      }
    }
    if (rows.length > 0) return;
    const told = about(stage, RECONCILED);
    const [first] = told;
    if (first === undefined) {
      if (!stage.fields.some(({ open, label }) => open === true && RECONCILED.test(label.toLowerCase())))
        yield { part: "S", message: "missing" };
      return;
    }
    if (!told.some(({ text }) => WAY.test(text))) yield { part: "S", message: "noMethod", at: first.place };
    if (!told.some(({ text }) => isTold(text))) yield { part: "Q", message: "noTolerance", at: first.place };
    yield* promisedBy(told, context);
  },
});

const share = (text: string) => quantitiesOf(text, { measure: "ratio" });
const isTold = (text: string): boolean =>
  share(text).length > 0 ||
  EXACT.test(text) ||
  quantitiesOf(text, { measure: "money" }).length > 0 ||
  /^\W*\d+\W*\w*\W*$/.test(text) ||
  quantitiesOf(text, { measure: "count", rate: false }).some(({ noun }) => noun !== undefined);

interface Figure {
  readonly name: string;
  readonly said: string;
  readonly at: Place;
}

/** "lines by count 0.05 %; net sales by day 0.1 %": each part a figure with its tolerance. */
function* promisedBy(told: readonly Said[], context: ItemContext) {
  for (const { text, place } of told)
    for (const part of text.replace(/^[^:]*\breconcil\w*\s*:/i, "").split(/;\s/)) {
      const name = /^\s*(.{3,40}?)\s+(?:by|per|within)\b/.exec(part)?.[1];
      if (name !== undefined && share(part).length === 1) yield* elsewhere({ name, said: part, at: place }, context);
    }
}

/** The same figure with another percentage where the plan is accepted or switched over. */
function* elsewhere({ name, said, at }: Figure, context: ItemContext) {
  const [own] = share(said);
  if (own === undefined || name.length < 3) return;
  const stages = ["validation", "backfill"].flatMap((one) => context.stage(one) ?? []);
  for (const { text, title } of stages.flatMap(statementsIn)) {
    const at_ = text.toLowerCase().indexOf(name.toLowerCase());
    const within =
      at_ < 0 ? "" : (/^[^.;|]*(?:\|[^.;|]*){0,2}\bwithin\b(?:[^.;]|\.(?=\d))*/i.exec(text.slice(at_))?.[0] ?? "");
    const [other] = share(within.split(/;|\.\s/)[0] ?? "");
    if (other === undefined || agree(own, other)) continue;
    const data = { metric: name, said: percent(own), other: percent(other), stage: title };
    yield { part: "Q", message: "two", at, of: name, data } as const;
    return;
  }
}

const percent = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  [...new Set([low, high])].map((each) => String(Number((100 * each).toFixed(4)))).join("–") + " %";

const statementsIn = (stage: Stage) => statementsOf(stage).map(({ text }) => ({ text, title: stage.title }));
