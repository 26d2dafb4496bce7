import type { Place } from "../../../model/place.ts";
import { defineItem } from "../../item.ts";
import { fieldsLike, linesLike } from "../../look/answer.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import type { Stage } from "../../look/stage.ts";

const COST = /\bcosts?\b|\bspend\w*|\bmoney\b|\bdrivers?\b|\bprice\b|\bbill/;
const DRIVER =
  /\bscan\w*|\bcompute\b|\bstorage\b|\begress\b|\bslot-?hours?\b|\bcredits?\b|\bdbus?\b|\binstance-?hours?\b|\bbytes (?:billed|read)\b/i;
const HEADROOM = /\bhead-?room\b/i;

export default defineItem({
  id: "cost-drivers-named",
  asked: { "data-plan": "volume" },
  requirements: [{ row: 13, parts: "SQ" }],
  level: "review",
  title: "Cost drivers and headroom",
  demand: "what costs money (scan, compute, storage or egress) and the headroom on the peak, as a factor of 1 or more",
  why: "Who does not know what drives the bill learns it from the bill.",
  template: "- Cost drivers: <compute, scan, storage, egress: how much of each>\n- Headroom: <2×>",
  messages: {
    drivers: "Unexpected costs without what drives them, expected scan, compute, storage or egress",
    noHeadroom: "Unexpected estimate without headroom, expected a factor on the peak, such as 2×",
    vague: "Unexpected headroom of `{said}`, expected a factor of 1 or more, or a percentage",
    short: "Unexpected headroom of `{said}`, expected a factor of 1 or more: below that it is a shortage",
  },
  *check(stage) {
    const costs = fieldsLike(stage, COST);
    const told =
      costs.length > 0
        ? costs.map(({ text, items }) => [text, ...items.map((item) => item.text)].join("\n"))
        : linesLike(stage, new RegExp(COST.source, "i")).map(({ text }) => text);
    if (!told.some((text) => DRIVER.test(text)))
      yield { part: "S", message: "drivers", at: costs[0]?.place ?? stage.place };
    const head = headroomsIn(stage);
    const [first] = head;
    if (first === undefined) yield { part: "Q", message: "noHeadroom" };
    else {
      const short = head.find(({ factor }) => factor !== undefined && factor < 1);
      if (short !== undefined) yield { part: "Q", message: "short", at: short.at, data: { said: short.said } };
      else if (head.every(({ factor }) => factor === undefined))
        yield { part: "Q", message: "vague", at: first.at, data: { said: first.said } };
    }
  },
});

interface Headroom {
  readonly factor: number | undefined;
  readonly said: string;
  readonly at: Place;
}

/** Lines that speak of headroom with the factor beside the word; "100 %" is as much again, so 2. */
function headroomsIn(stage: Stage): readonly Headroom[] {
  const said = [
    ...fieldsLike(stage, HEADROOM).map(({ text, place }) => ({ text, place })),
    ...linesLike(stage, HEADROOM),
  ];
  return said.map(({ text, place }) => {
    const near = text.split(/(?<=[^\d])[.;]\s/).find((part) => HEADROOM.test(part)) ?? text;
    const [factor] = quantitiesOf(near, { measure: "factor" });
    const [share] = quantitiesOf(near, { measure: "ratio" });
    const times = /×\s*(\d+(?:[.,]\d+)?)/.exec(near)?.[1];
    const value =
      factor?.high ??
      (share === undefined ? undefined : 1 + share.high) ??
      (times === undefined ? undefined : Number(times.replace(",", ".")));
    return { factor: value, said: near.trim().slice(0, 80), at: place };
  });
}
