import { defineItem } from "../../item.ts";
import { clockIn } from "../../look/clock.ts";
import { exposuresOf, modelsOf, speaksOf } from "../../look/project.ts";
import { rowsBy } from "../../look/rows.ts";
import { statementsOf } from "../../look/statements.ts";
import { tablesWith } from "../../look/table.ts";
import { textOf } from "../../look/told.ts";

const WHO = /\bconsumers?\b|\breaders?\b|\bwho\b|\bname\b|\bdashboard\b/;
const BY = /\bby\b|\bsla\b|\bneeds?\b|\bdeadline\b|\bwhen\b/;
const PROMISE = /\bslas?\b|\bpublished\b|\bdone by\b|\bready by\b|\bcomplet\w+/i;

export default defineItem({
  id: "consumers-served-in-time",
  asked: { "pipeline-runbook": "consumers" },
  requirements: [
    { row: 212, parts: "Q" },
    { row: 211, parts: "X" },
  ],
  level: "review",
  title: "Consumers",
  demand: "everybody who reads the targets, and a time that is not before the promised one",
  why: "Who is not on the list is not told when the pipeline is late, and who needs it earlier than it is promised is always late.",
  template: "| Consumer | Person | Needs it by |\n| --- | --- | --- |\n| <dashboard or job> | <name> | <time of day> |",
  messages: {
    unnamed: "Unexpected {type} `{consumer}` that reads `{model}` and is no consumer here, expected it by its name",
    early:
      "Unexpected `{said}` for `{consumer}` beside a promise of {promise}, expected a promise that is kept before it",
  },
  *check(stage, context) {
    const here = spaced(textOf(stage));
    const map = context.stage("lineage");
    const models = modelsOf(context).filter(({ name }) => map !== undefined && speaksOf(textOf(map), name));
    for (const { label, subject, type, reads } of exposuresOf(context)) {
      const model = models.find(({ id }) => reads.includes(id));
      if (model === undefined || [label, subject.at(-1) ?? label].some((name) => here.includes(spaced(name)))) continue;
      yield { part: "X", message: "unnamed", of: label, data: { consumer: label, type, model: model.name } };
    }
    const overview = context.stage("overview");
    const promise = (overview === undefined ? [] : statementsOf(overview)).find(
      ({ text }) => PROMISE.test(text) && clockIn(text) !== undefined,
    );
    const promised = promise === undefined ? undefined : clockIn(promise.text);
    if (promised === undefined) return;
    for (const { who, by } of tablesWith(stage, WHO, BY).flatMap((table) => rowsBy(table, { who: WHO, by: BY }))) {
      const needed = by === undefined ? undefined : clockIn(by.text);
      // A need of the evening before belongs to the day after.
      if (
        who === undefined ||
        by === undefined ||
        needed === undefined ||
        needed >= promised ||
        promised - needed > 8 * 60
      )
        continue;
      yield {
        part: "Q",
        message: "early",
        at: by.place,
        of: who.text,
        data: { said: by.text, consumer: who.text, promise: clock(promised) },
      };
    }
  },
});

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const spaced = (text: string): string => text.toLowerCase().replace(/[_\s-]+/g, " ");
