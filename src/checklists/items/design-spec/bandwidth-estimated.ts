import { findQuantities } from "../../../quantity/find.ts";
import type { Quantity } from "../../../quantity/quantity.ts";
import { defineItem } from "../../item.ts";
import { about, bytesInWords, ratesOf, reckons } from "../../look/figures.ts";
import { isRate, quantitiesOf } from "../../look/quantities.ts";
import { byColumn } from "../../look/by-column.ts";
import type { Stage } from "../../look/stage.ts";

const TOPIC = /\bbandwidth\b|\bnetwork\b|\bbit ?rate\b|\bthroughput in bytes\b/i;

export default defineItem({
  id: "bandwidth-estimated",
  asked: { "design-spec": "capacity" },
  requirements: [{ row: 64, parts: "Q" }],
  level: "review",
  title: "Bandwidth",
  demand: "the rate times the payload, in bytes or bits a second",
  why: "A payload grows unseen, and a link is sold in bits while a payload is counted in bytes: eight times is the usual mistake.",
  template: "- Bandwidth: <the rate times the payload in bytes/s, and in bits/s>",
  messages: {
    unit: "Unexpected bandwidth `{said}`, expected bytes or bits per second",
    bits: "Unexpected `{written}` behind × 8, expected bits (`{expected}`)",
    payload:
      "Unexpected bandwidth of `{written}` from a payload of {payload}, expected between {low} and {high} a second",
  },
  *check(stage) {
    const fields = stage.fields.filter(({ label, text }) => TOPIC.test(label) || TOPIC.test(text));
    if (fields.some(({ open }) => open === true)) return;
    const labelled = fields.map(({ label, text, place }) => ({ text: `${label}: ${text}`, place }));
    const lines = labelled.length > 0 ? labelled : stage.said.filter(({ text }) => TOPIC.test(text));
    const [first] = lines;
    const flows = lines.flatMap(({ text }) => flowsOf(text));
    if (first === undefined) {
      if (!stage.said.some(({ text }) => flowsOf(text).length > 0)) yield { part: "Q", message: "missing" };
      return;
    }
    if (flows.length === 0) yield { part: "Q", message: "unit", at: first.place, data: { said: first.text } };
    for (const { text, place } of lines) {
      for (const { written, expected } of eightfold(text))
        yield { part: "Q", message: "bits", at: place, data: { written, expected } };
      if (!reckons(text)) yield* fromPayload(stage, text, place);
    }
  },
});

const flowsOf = (text: string): readonly Quantity[] => quantitiesOf(text, { measure: "bytes", rate: true });

/** "500 kB/s × 8 = 4 MB/s": what comes out of × 8 is bits. */
function* eightfold(text: string) {
  for (const match of text.matchAll(/[×x*·]\s?8\s*=\s*/g)) {
    const at = match.index + match[0].length;
    const found = findQuantities(text).find(({ start }) => start === at);
    if (found === undefined || found.quantity.measure !== "bytes" || found.quantity.bits === true) continue;
    const written = text.slice(at, found.end);
    yield { written, expected: written.replace(/([kMGT]?)B\b/, "$1bit") };
  }
}

/** Bytes a second that no rate of the plan times its payload comes near to. */
function* fromPayload(stage: Stage, text: string, at: Stage["place"]) {
  const payload = quantitiesOf(text, { measure: "bytes", rate: false })[0];
  const rates = [...stage.said, ...byColumn(stage, /\b(?:average|avg|mean|peak)\b/)]
    .flatMap((one) => ratesOf(one.text).filter(isRate))
    .map(({ si }) => si.low);
  const [flow] = flowsOf(text);
  if (payload === undefined || flow === undefined || rates.length === 0) return;
  const products = rates.map((rate) => rate * payload.low);
  if (products.some((one) => about(one, flow.si.low))) return;
  const data = {
    written: `${bytesInWords(flow.si.low)}/s`,
    payload: bytesInWords(payload.low),
    low: bytesInWords(Math.min(...products)),
    high: bytesInWords(Math.max(...products)),
  };
  yield { part: "Q" as const, message: "payload" as const, at, data };
}
