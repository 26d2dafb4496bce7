import { findQuantities } from "../../../quantity/find.ts";
import { defineItem } from "../../item.ts";
import { firstNumber, resultOf } from "../../look/figures.ts";
import { clausesOf, labelled, valueOf } from "../../look/labelled.ts";
import type { Stage } from "../../look/stage.ts";
import { lacking, told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";
import { shortened } from "../../look/shortened.ts";

const TOPICS = {
  "the event time": /\bevent[ -]time\b/i,
  "the ordering": /\border(?:ed|ing)\b|^\W*order\b|\bin order\b(?! to\b)/i,
  deduplication: /\bde-?dup\w*|\bduplicates?\b/i,
  "a watermark": /\bwatermark\b/i,
  "the delivery guarantee": /\b(?:at[ -]least|at[ -]most|exactly)[ -]once\b/i,
  "a checkpoint": /\bcheckpoints?\b|\bsavepoints?\b/i,
  "the consumer lag": /\blag\b/i,
  replay: /\breplay/i,
};
/** What has to be a time: "watermark lag" is a thing to watch, and no watermark. */
const TIMED = { watermark: /\bwatermark\b(?! lag)/i, checkpoint: /\bcheckpoints?\b/i } as const;
const STEADY = /\bsteady\b|\bmedian\b|\busual(?:ly)?\b|\bnormal(?:ly)?\b/i;

export default defineItem({
  id: "streaming-design-complete",
  asked: { "workflow-plan": "design" },
  profiles: ["streaming"],
  anywhere: true,
  requirements: [{ row: 120, parts: "S" }],
  level: "review",
  title: "Streaming design",
  demand:
    "event time, ordering, deduplication, watermark, delivery guarantee, checkpoint, lag with its alert, and replay",
  why: "A stream that nobody planned these for loses or doubles events on its first restart, and nobody can say which.",
  template:
    "- Event time: <field, and who sets it>\n- Ordering: <within what>\n- Duplicates: <key and window of the deduplication>\n- Watermark: <duration>, allowed lateness <duration>\n- Delivery: at least once, <how doubles are merged>\n- Checkpoint: every <duration>\n- Lag: alert above <number of events>, steadily <number>\n- Replay: <by what, how far back>",
  messages: {
    lacks: "Unexpected streaming design without {lacks}, expected a line for each",
    untimed: "Unexpected {what} without a duration (`{said}`), expected how long",
    restless: "Unexpected lag alert at {alert} beside a steady lag of {steady}, expected one above it",
    drowning:
      "Unexpected capacity of {capacity} events/s beside {average} on average, expected more: the backlog never drains",
  },
  *check(stage) {
    const lacks = lacking(stage, TOPICS);
    if (lacks.length > 0) yield { part: "S", message: "lacks", data: { lacks: inWords(lacks) } };
    for (const [what, topic] of Object.entries(TIMED)) {
      const said = told(stage, topic).flatMap(({ text, place }) =>
        text.split(/[;,.]\s/).flatMap((clause) => (topic.test(clause) ? [{ clause, place }] : [])),
      );
      const [first] = said;
      if (first !== undefined && !said.some(({ clause }) => isTimed(clause)))
        yield {
          part: "S",
          message: "untimed",
          at: first.place,
          of: what,
          data: { what, said: shortened(first.clause) },
        };
    }
    yield* restless(stage);
    const [capacity, average] = [rate(stage, /\bcapacity\b|\bprocessing rate\b/i), rate(stage, /\baverage\b/i)];
    if (capacity !== undefined && average !== undefined && capacity.value <= average.value) {
      const data = { capacity: String(capacity.value), average: String(average.value) };
      yield { part: "Q", message: "drowning", at: capacity.place, data };
    }
  },
});

const isTimed = (text: string): boolean => findQuantities(text).some(({ quantity: { measure } }) => measure === "time");

/** An alert at or below what is always there. */
function* restless(stage: Stage) {
  for (const { text, place } of labelled(stage, /\blag\b/i)) {
    const clauses = clausesOf(text).flatMap((clause) => clause.split(/\(|,\s/));
    const steady = firstNumber(clauses.find((clause) => STEADY.test(clause)) ?? "");
    const alert = firstNumber(clauses.find((clause) => /\babove\b|[>≥]/.test(clause)) ?? "");
    if (steady !== undefined && alert !== undefined && alert <= steady)
      yield {
        part: "Q",
        message: "restless",
        at: place,
        data: { alert: String(alert), steady: String(steady) },
      } as const;
  }
}

/** Events in a second, where a label says them so. */
function rate(stage: Stage, label: RegExp) {
  const [said] = labelled(stage, label).filter(({ text }) => /\/\s?s\b|\bper second\b/.test(text));
  const value = said === undefined ? undefined : firstNumber(resultOf(valueOf(said)));
  return said === undefined || value === undefined ? undefined : { value, place: said.place };
}
