import type { Place } from "../../../model/place.ts";
import type { Quantity } from "../../../quantity/quantity.ts";
import { defineItem } from "../../item.ts";
import { agree } from "../../look/amounts.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { columnAt } from "../../look/table.ts";

const RUN = /\brun(?:s|time|ning)?\b|\bduration\b|\btakes?\b|\bjob\b|\bpipeline\b|\bwindow\b|\bslack\b|\/s\b/i;
const RESOURCE =
  /\d[\d.,–-]*\s*(?:x\s*)?(?:slots?(?!-?hours?)|workers?|nodes?|executors?|cores?|v?cpus?|dpus?|dbus?|pods?|instances?|warehouses?|credits?|clusters?|threads?|processes)\b|\b(?:x-?small|small|medium|large|x+-?large|[234]xl|xs|xl)\b.{0,20}\b(?:warehouse|cluster|instance)|\bwarehouse\b.{0,20}\b(?:x-?small|small|medium|large|xs|xl)\b|\b(?:one|two|three|four|five|six|eight|ten)\s+\w*\s*(?:workers?|nodes?|slots?|executors?)\b/i;

export default defineItem({
  id: "runtime-envelope-stated",
  asked: { "data-plan": "volume" },
  requirements: [{ row: 11, parts: "Q" }],
  level: "review",
  title: "Runtime and resources",
  demand:
    "how long a run takes and on what (slots, workers, memory, size of the warehouse), and the window that it has to fit in",
  why: "A run that takes longer than its window meets the next one, and from then on every run is late.",
  template:
    "- Runtime: <duration> of <records> at <records/s>\n- Window: <duration>; slack: <duration>\n- Resources: <workers, slots or size of the warehouse>, <memory>",
  messages: {
    runtime: "Unexpected envelope without a runtime, expected a duration for each pipeline",
    resources:
      "Unexpected envelope without its resources, expected slots, workers, memory or the size of the warehouse",
    over: "Unexpected runtime of {runtime} in a window of {window}, expected a run that ends inside its window",
    slack:
      "Unexpected slack of {slack} beside a runtime of {runtime} and a window of {window}, expected window less runtime",
    rate: "Unexpected runtime of {runtime} for {work} at {rate}, expected work divided by rate",
  },
  *check(stage) {
    const all = statementsOf(stage);
    const times = all.some(({ text }) => RUN.test(text) && quantitiesOf(text, { measure: "time" }).length > 0);
    const rows = runsIn(stage);
    if (!times && !rows.some(({ runtime }) => runtime !== undefined)) yield { part: "Q", message: "runtime" };
    const resources = all.some(({ text }) => RESOURCE.test(text) || /\b(?:memory|ram)\b/i.test(text));
    if (!resources) yield { part: "Q", message: "resources" };
    for (const { at, runtime, window, slack, work, rate } of rows) {
      const shown = {
        runtime: runtime?.said ?? "",
        window: window?.said ?? "",
        slack: slack?.said ?? "",
        work: work?.said ?? "",
        rate: rate?.said ?? "",
      };
      if (runtime === undefined) continue;
      // What is below zero is told once: a wrong sum in the same row follows from it.
      if (window !== undefined && runtime.quantity.si.low > window.quantity.si.high)
        yield { part: "Q", message: "over", at, data: shown, level: "block" };
      else if (window !== undefined && slack !== undefined) {
        const left = {
          low: window.quantity.si.low - runtime.quantity.si.high,
          high: window.quantity.si.high - runtime.quantity.si.low,
        };
        if (!agree(left, slack.quantity.si, 0.02)) yield { part: "Q", message: "slack", at, data: shown };
      }
      if (work === undefined || rate === undefined) continue;
      const span = {
        low: work.quantity.si.low / rate.quantity.si.high,
        high: work.quantity.si.high / rate.quantity.si.low,
      };
      if (!agree(span, runtime.quantity.si)) yield { part: "Q", message: "rate", at, data: shown };
    }
  },
});

interface Amount {
  readonly quantity: Quantity;
  readonly said: string;
}
interface Run {
  readonly at: Place;
  readonly runtime?: Amount | undefined;
  readonly window?: Amount | undefined;
  readonly slack?: Amount | undefined;
  readonly work?: Amount | undefined;
  readonly rate?: Amount | undefined;
}

/** A table's row is a run; where there is none, the labelled lines of the stage together are one. */
function runsIn(stage: Stage): readonly Run[] {
  const rows = stage.tables.flatMap((table): readonly Run[] => {
    const runtime = columnAt(table, /\bruntime\b|\bduration\b/);
    if (runtime < 0) return [];
    return table.rows.flatMap((row): readonly Run[] => {
      const cell = (column: RegExp, measure: "time" | "count", rate: boolean): Amount | undefined =>
        amountIn(row[columnAt(table, column)]?.text ?? "", measure, rate);
      return [
        {
          at: row[runtime]?.place ?? table.place,
          runtime: cell(/\bruntime\b|\bduration\b/, "time", false),
          window: cell(/\bwindow\b/, "time", false),
          slack: cell(/\bslack\b/, "time", false),
          work: cell(/\bwork\b|\brecords\b|\brows\b/, "count", false),
          rate: cell(/\brate\b|\bthroughput\b|\bspeed\b/, "count", true),
        },
      ];
    });
  });
  if (rows.length > 0) return rows;
  const labelled = (label: RegExp): { readonly amount?: Amount | undefined; readonly at?: Place } => {
    const field = stage.fields.find((each) => each.open !== true && label.test(each.label.toLowerCase()));
    return field === undefined ? {} : { amount: amountIn(field.text, "time", false), at: field.place };
  };
  const [runtime, window, slack] = [labelled(/^run(?:time)?$/), labelled(/\bwindow\b/), labelled(/\bslack\b/)];
  return [{ at: runtime.at ?? stage.place, runtime: runtime.amount, window: window.amount, slack: slack.amount }];
}

/** The last one of its kind: what comes before it is how it was worked out. */
function amountIn(text: string, measure: "time" | "count", rate: boolean): Amount | undefined {
  const quantity = quantitiesOf(text, { measure, rate }).at(-1);
  return quantity === undefined ? undefined : { quantity, said: text.trim() };
}
