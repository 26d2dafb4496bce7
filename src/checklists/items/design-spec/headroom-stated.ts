import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { about, figure, firstNumber, ratesOf, reckons, resultOf } from "../../look/figures.ts";
import { byColumn } from "../../look/by-column.ts";
import type { Stage } from "../../look/stage.ts";

const HEADROOM = /\bheadroom\b|\bsafety (?:margin|factor)\b/i;
const REQUIRED = /\brequired\b|\bcapacity (?:needed|to provide)\b|\bneeded capacity\b|\bprovision/i;
const NEED =
  /\bneeds?\b|\bmust (?:take|serve|handle)\b|\bsized for\b|\bmakes\b|\bcomes to\b|\bwe provide\b|\bprovided\b/i;
const INSTANCES = /\binstances?\b|\bnodes\b|\breplicas needed\b|\bpods\b/i;

export default defineItem({
  id: "headroom-stated",
  asked: { "design-spec": "capacity" },
  requirements: [{ row: 65, parts: "Q" }],
  level: "review",
  title: "Headroom",
  demand: "a multiplier of at least 1, and the required capacity: peak times headroom",
  why: "A system that is sized to its peak exactly falls over at the first peak that was not in the estimate.",
  template:
    "- Headroom multiplier: <how many times the peak>\n- Required capacity: <the peak times the headroom, in requests/s>",
  messages: {
    below: "Unexpected headroom of `{said}`, expected at least 1",
    number: "Unexpected headroom `{said}`, expected a multiplier or a percentage",
    required: "Unexpected headroom without the required capacity, expected peak × headroom in requests/s",
    product:
      "Unexpected required capacity of `{written}` at a peak of {peak} with {headroom}× headroom, expected {expected}",
    instances:
      "Unexpected `{written}` for {exact} of an instance's capacity, expected {expected}: part of an instance is a whole one",
  },
  *check(stage) {
    const column = byColumn(stage, HEADROOM);
    if (column.some(({ label, text }) => (multiplier(label) ?? 0) >= 1 && ratesOf(text).length > 0)) return;
    const said = answer(stage, HEADROOM);
    if (said.found === "open") return;
    if (said.found === "nothing") {
      yield { part: "Q", message: "missing" };
      return;
    }
    const factor = multiplier(said.text);
    if (factor === undefined) yield { part: "Q", message: "number", at: said.place, data: { said: said.text } };
    else if (factor < 1) yield { part: "Q", message: "below", at: said.place, data: { said: said.text } };
    yield* required(stage, factor);
    yield* instances(stage);
  },
});

function multiplier(text: string): number | undefined {
  const percent = /(\d+(?:\.\d+)?)\s?%/.exec(text)?.[1];
  if (percent !== undefined) return 1 + Number(percent) / 100;
  const spelt = /\b(twice|double|two|three|four)\b/i.exec(text)?.[1]?.toLowerCase();
  if (spelt !== undefined && !/\d\s?[×x]|[×x]\s?\d/i.test(text)) return SPELT[spelt];
  return firstNumber(/headroom[^\d]{0,30}(\d.*)/i.exec(text)?.[1] ?? text);
}

const SPELT: Readonly<Record<string, number>> = { twice: 2, double: 2, two: 2, three: 3, four: 4 };

function* required(stage: Stage, factor: number | undefined) {
  const found = answer(stage, REQUIRED);
  if (found.found === "open") return;
  // A sentence may say both: "with a factor of two for headroom we need 11 events/s".
  if (stage.said.some(({ text }) => NEED.test(text) && HEADROOM.test(text) && ratesOf(text).length > 0)) return;
  const written = found.found === "said" ? ratesOf(resultOf(found.text))[0] : undefined;
  if (found.found === "nothing" || written === undefined) {
    yield { part: "Q" as const, message: "required" as const };
    return;
  }
  const peaks = stage.fields.filter(
    ({ label, open }) => open !== true && /\bpeak\b/i.test(label) && !REQUIRED.test(label),
  );
  const peak = peaks.flatMap(({ text }) => ratesOf(resultOf(text)))[0];
  if (peak === undefined || factor === undefined || factor < 1 || reckons(found.text)) return;
  const expected = peak.si.low * factor;
  if (about(written.si.low, expected)) return;
  const data = {
    written: resultOf(found.text).trim(),
    peak: figure(peak.si.low),
    headroom: figure(factor),
    expected: figure(expected),
  };
  yield { part: "Q" as const, message: "product" as const, at: found.place, data };
}

/** "250 / 40 = 6.25, so 6": rounded down, it is too few. */
function* instances({ fields }: Stage) {
  for (const { label, text, place, open } of fields) {
    if (open === true || !INSTANCES.test(label)) continue;
    const parts =
      /=\s*([\d.,]*\d)\s*(?:,|;|→|->|\()\s*(?:so|hence|thus|i\.e\.|rounded(?: up| down)? to|means)?\s*(\d+)\b/i.exec(
        text,
      );
    const exact = firstNumber(parts?.[1] ?? "");
    const written = firstNumber(parts?.[2] ?? "");
    if (exact === undefined || written === undefined || written >= exact) continue;
    const data = { written: String(written), exact: figure(exact), expected: String(Math.ceil(exact)) };
    yield { part: "Q" as const, message: "instances" as const, at: place, data };
  }
}
