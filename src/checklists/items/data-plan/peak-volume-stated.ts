import type { Quantity } from "../../../quantity/quantity.ts";
import { defineItem } from "../../item.ts";
import { fieldsLike, linesLike } from "../../look/answer.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import type { Stage } from "../../look/stage.ts";

const AVERAGE = /\b(?:average|avg|mean|daily)\b/i;
const PEAK = /\bpeak\b|\bburst\b|\bbusiest\b/i;

export default defineItem({
  id: "peak-volume-stated",
  asked: { "data-plan": "volume" },
  requirements: [{ row: 10, parts: "Q" }],
  level: "block",
  title: "Daily and peak volume",
  demand: "records or bytes a day and the peak rate, each with its unit",
  why: "Everything else in the estimate is worked out from these two, and a pipeline that is sized by its average fails on its busiest day.",
  template: "- Daily volume: <records/day>\n- Peak rate: <records/s>, <how many times the average>",
  messages: {
    noPeak: "Unexpected volume without a peak rate, expected the peak in records or bytes per time",
    belowAverage: "Unexpected peak of `{peak}` below the average of `{average}`, expected at least the average",
  },
  *check(stage) {
    const all = rates(stage);
    const peak = all.find(({ words }) => PEAK.test(words));
    const daily = all.filter(({ words }) => !PEAK.test(words));
    const [first] = daily;
    if (first === undefined && peak === undefined) yield { part: "Q", message: "missing" };
    else if (peak === undefined) yield { part: "Q", message: "noPeak", at: first?.place ?? stage.place };
    else {
      const average = daily.find(({ words, quantity }) => AVERAGE.test(words) && alike(quantity, peak.quantity));
      if (average !== undefined && peak.quantity.si.high < average.quantity.si.low)
        yield {
          part: "Q",
          message: "belowAverage",
          at: peak.place,
          data: { peak: peak.words, average: average.words },
        };
    }
  },
});

const alike = (one: Quantity, other: Quantity): boolean => one.measure === other.measure && one.noun === other.noun;

interface Rate {
  readonly quantity: Quantity;
  readonly words: string;
  readonly place: Stage["place"];
}

/** Counts and bytes per time with the words around them: a row's label, or the part of a sentence between two commas. */
function rates(stage: Stage): readonly Rate[] {
  const said = [
    ...fieldsLike(stage, /./).map(({ label, text, place }) => ({ label: `${label}: `, text, place })),
    ...linesLike(stage, /./).map(({ text, place }) => ({ label: "", text, place })),
  ];
  return said.flatMap(({ label, text, place }) =>
    text.split(/[;|\n]|,\s|\.\s/).flatMap((words) =>
      (["count", "bytes"] as const).flatMap((measure) =>
        quantitiesOf(words, { measure, rate: true }).map((quantity) => ({
          quantity,
          words: `${label}${words.trim()}`,
          place,
        })),
      ),
    ),
  );
}
