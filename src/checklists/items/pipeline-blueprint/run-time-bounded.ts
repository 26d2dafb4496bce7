import { defineItem } from "../../item.ts";
import { spoken } from "../../look/amounts.ts";
import { percentiles, timesIn } from "../../look/percentiles.ts";
import { isOpen, told } from "../../look/told.ts";

const RUN = /\b(?:execution|run|processing|pipeline) ?times?\b|\bruntime\b|\bduration\b|\bp95\b/i;
const ALERT = /\balert|\babove\b|\blonger than\b|\bmore than\b|\bexceeds?\b|>\s?\d/i;
const OF_RUN = /\bruns?\b|\bruntime\b|\bexecution\b|\bduration\b|\bjob\b/i;

export default defineItem({
  id: "run-time-bounded",
  asked: { "pipeline-blueprint": "monitoring" },
  requirements: [{ row: 170, parts: "Q" }],
  level: "review",
  title: "Time of a run",
  demand:
    "a target for the 95th percentile of the time of a run (better p50, p95 and p99), and from when somebody is told",
  why: "Runs get slower by a little each week; the percentile shows it long before the average does.",
  template: "- Execution time: <p50, p95 and p99, and the duration above which somebody is told>",
  messages: {
    vague: "Unexpected time of a run without a percentile and a duration (`{said}`), expected a target for p95",
    order: "Unexpected p{high} of {above} below a p{low} of {below}, expected percentiles that grow",
    early:
      "Unexpected alert above {alert} for a run whose p95 may be {target}, expected an alert at or above the target",
    unwatched:
      "Unexpected target of {target} for the time of a run without an alert, expected from which duration somebody is told",
  },
  *check(stage) {
    const said = told(stage, RUN).filter(({ form }) => form !== "code");
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, /\b(?:execution|run) ?times?\b|\bruntime\b/i)) yield { part: "Q", message: "missing" };
      return;
    }
    const stated = said.find(({ text }) => percentiles(text).size > 0);
    if (stated === undefined) {
      yield { part: "Q", message: "vague", at: first.place, data: { said: first.text } };
      return;
    }
    const all = [...percentiles(stated.text)].toSorted(([one], [other]) => one - other);
    const pairs = all
      .slice(1)
      .map(([high, above], i) => ({ high, above, low: all[i]?.[0] ?? 0, below: all[i]?.[1] ?? 0 }));
    const falling = pairs.find(({ above, below }) => above < below);
    if (falling !== undefined) {
      const data = {
        high: String(falling.high),
        low: String(falling.low),
        above: spoken(falling.above),
        below: spoken(falling.below),
      };
      yield { part: "Q", message: "order", at: stated.place, data };
      return;
    }
    const target = percentiles(stated.text).get(95);
    if (target === undefined) return;
    // "run above 20 min, or mart above 2 h": only the part that speaks of the run.
    const alerts = told(stage, ALERT).flatMap(({ text, place, form }) =>
      text
        .split(/[;,|]\s|\bor\b/)
        .flatMap((part) =>
          (OF_RUN.test(part) || (form === "row" && OF_RUN.test(text.split(" | ")[0] ?? ""))) &&
          ALERT.test(part) &&
          percentiles(part).size === 0
            ? timesIn(part).map((seconds) => ({ seconds, place }))
            : [],
        ),
    );
    const early = alerts.find(({ seconds }) => seconds < target);
    if (early !== undefined)
      yield {
        part: "Q",
        message: "early",
        at: early.place,
        data: { alert: spoken(early.seconds), target: spoken(target) },
      };
    else if (
      alerts.length === 0 &&
      told(
        stage,
        /\blatency\b|\bslow|\bp95\b.*\balert|\balert.*\bp95\b|\d\s?[×x] (?:the )?(?:baseline|median|usual)/i,
      ).every(({ text }) => !/\d/.test(text) || text === stated.text)
    )
      yield { part: "Q", message: "unwatched", at: stated.place, data: { target: spoken(target) } };
  },
});
