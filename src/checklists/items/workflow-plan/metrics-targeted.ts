import { findQuantities } from "../../../quantity/find.ts";
import type { Quantity } from "../../../quantity/quantity.ts";
import { defineItem } from "../../item.ts";
import { labelled, valueOf } from "../../look/labelled.ts";
import { isRate } from "../../look/quantities.ts";
import { isOpen } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";
import { shortened } from "../../look/shortened.ts";

interface Metric {
  readonly label: RegExp;
  readonly wanted: string;
  readonly fits: (quantity: Quantity) => boolean;
}

const METRICS: Readonly<Record<string, Metric>> = {
  "execution time": {
    label: /\bexecution time\b|\brun ?time\b|\bduration of (?:a|the) run\b/i,
    wanted: "a duration",
    fits: ({ measure }) => measure === "time",
  },
  throughput: {
    label: /\bthroughput\b/i,
    wanted: "pieces or bytes in a time",
    fits: (quantity) => (quantity.measure === "count" || quantity.measure === "bytes") && isRate(quantity),
  },
  "failure rate": {
    label: /\b(?:failure|error) rate\b|\bfail(?:ed|ures|ing)\b|\brejected\b/i,
    wanted: "a share, or a number of runs",
    fits: () => true,
  },
  "freshness or latency": {
    label: /\bfreshness\b|\blatency\b|\btimeliness\b|\bage\b|\bdelay\b/i,
    wanted: "a duration",
    fits: ({ measure }) => measure === "time",
  },
  "resource use": {
    label: /\bresources?\b|\butili[sz]ation\b|\bcpu\b|\bslots?\b|\bmemory\b/i,
    wanted: "a share or a size",
    fits: () => true,
  },
};

export default defineItem({
  id: "metrics-targeted",
  asked: { "workflow-plan": "metrics" },
  anywhere: true,
  requirements: [
    { row: 133, parts: "Q" },
    { row: 135, parts: "Q" },
  ],
  level: "review",
  title: "Targets of the pipeline's metrics",
  demand: "a target with its unit for execution time, throughput, failure rate, freshness or latency, and resource use",
  why: "A metric without a target is a line on a board that nobody acts on.",
  template:
    "| Metric | Target |\n| --- | --- |\n| Execution time | <duration> |\n| Throughput | <rows or bytes in a time> |\n| Failure rate | <share of the runs> |\n| Freshness | <age at most> |\n| Resource use | <share of CPU or memory> |",
  messages: {
    lacks: "Unexpected metrics without {lacks}, expected a target with its unit for each",
    vague: "Unexpected {metric} without a target (`{said}`), expected {wanted}",
  },
  *check(stage, { plan }) {
    const lacks: string[] = [];
    for (const [metric, { label, wanted, fits }] of Object.entries(METRICS)) {
      const told = labelled(stage, label);
      const [first] = told;
      if (first === undefined) {
        // A stream does not end.
        const exempt = metric === "execution time" && plan.profiles.includes("streaming");
        if (!exempt && !isOpen(stage, label)) lacks.push(metric);
      } else if (!told.some(({ text }) => isFigure(text, fits))) {
        const data = { metric, said: shortened(valueOf(first)), wanted };
        yield { part: "Q", message: "vague", at: first.place, of: metric, data };
      }
    }
    if (lacks.length > 0) yield { part: "Q", message: "lacks", data: { lacks: inWords(lacks) } };
  },
});

/** "4,000 scans/s": a rate of something that the reader of quantities has no word for. */
const RATE = /\d[\d.,]*\s?[kM]?\s\p{L}+\s?(?:\/|per |a )\s?(?:s|sec|second|min|minute|h|hour|day|week|month)\b/u;
const AS_RATE: Quantity = {
  measure: "count",
  per: [{ measure: "time", unit: "s", base: 1 }],
  low: 1,
  high: 1,
  si: { low: 1, high: 1 },
};

/** "1 in 50", "50 slots": where a share would do, so does a number. */
const AS_SHARE: Quantity = { measure: "ratio", per: [], low: 0, high: 1, si: { low: 0, high: 1 } };

const isFigure = (text: string, fits: Metric["fits"]): boolean =>
  findQuantities(text).some(({ quantity }) => fits(quantity)) ||
  (RATE.test(text) && fits(AS_RATE)) ||
  (/\d/.test(text) && fits(AS_SHARE));
