import { findQuantities } from "../../../quantity/find.ts";
import type { Quantity } from "../../../quantity/quantity.ts";
import { defineItem } from "../../item.ts";
import { labelled, valueOf } from "../../look/labelled.ts";
import { isRate } from "../../look/quantities.ts";
import { isOpen } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

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
    label: /\b(?:failure|error) rate\b|\bfailed runs\b/i,
    wanted: "a share, or a number of runs",
    fits: () => true,
  },
  "freshness or latency": {
    label: /\bfreshness\b|\blatency\b|\btimeliness\b|\bdelay\b/i,
    wanted: "a duration",
    fits: ({ measure }) => measure === "time",
  },
  "resource use": {
    label: /\bresources?\b|\butili[sz]ation\b|\bcpu\b|\bmemory\b/i,
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
  *check(stage) {
    const lacks: string[] = [];
    for (const [metric, { label, wanted, fits }] of Object.entries(METRICS)) {
      const told = labelled(stage, label);
      const [first] = told;
      if (first === undefined) {
        if (!isOpen(stage, label)) lacks.push(metric);
      } else if (!told.some(({ text }) => findQuantities(text).some(({ quantity }) => fits(quantity)))) {
        const data = { metric, said: valueOf(first), wanted };
        yield { part: "Q", message: "vague", at: first.place, of: metric, data };
      }
    }
    if (lacks.length > 0) yield { part: "Q", message: "lacks", data: { lacks: inWords(lacks) } };
  },
});
