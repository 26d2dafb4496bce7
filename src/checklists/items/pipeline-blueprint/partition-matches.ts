import { defineItem } from "../../item.ts";
import { namesIn } from "../../look/names-in.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import { givesReason } from "../../look/reason.ts";
import { isOpen, told } from "../../look/told.ts";

const PARTITION = /\bpartition/i;
const NONE = /\b(?:no|not|without|none|un)\s?-?partition|\bpartition\w*: (?:no|none)\b/i;
const STEPS: Readonly<Record<string, RegExp>> = {
  hour: /\bhour(?:ly)?\b/i,
  day: /\bdaily\b|\b(?:by|per|each|a) day\b/i,
  month: /\bmonthly\b|\b(?:by|per|each|a) month\b/i,
  year: /\byearly\b|\b(?:by|per|each|a) year\b/i,
};

export default defineItem({
  id: "partition-matches",
  asked: { "pipeline-blueprint": "schema" },
  requirements: [{ row: 147, parts: "SX" }],
  level: "review",
  title: "Partitioning",
  demand: "by which column and in which step the large tables are partitioned, or why they are not",
  why: "A table that is cut by another column than the one that everybody filters on is read whole by every query.",
  template: "- Partition: <column>, <daily or monthly>; <which queries ask for it>",
  messages: {
    unsaid: "Unexpected partitioning without a column (`{said}`), expected by which one, or why there is none",
    column: "Unexpected partition by {said}, where `{model}` is partitioned by `{field}`, expected the two to agree",
    step: "Unexpected partition for each {said}, where `{model}` has one for each {step}, expected the two to agree",
  },
  *check(stage, context) {
    const all = told(stage, PARTITION).filter(({ form }) => form !== "code");
    const labelled = all.filter(({ text }) => /^partition/i.test(text));
    const lines = all.filter(({ form }) => form !== "row");
    const said = [labelled, lines, all].find((some) => some.length > 0) ?? [];
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, PARTITION)) yield { part: "S", message: "missing" };
      return;
    }
    const cut = modelsOf(context).flatMap(({ name, settings = {} }) => {
      const [field] = settings["partition_by.field"] ?? settings["partition_by"] ?? [];
      const [step] = settings["partition_by.granularity"] ?? [];
      return field === undefined || !speaksOf(context.whole.said.map(({ text }) => text).join("\n"), name)
        ? []
        : [{ model: name, field, step }];
    });
    const by =
      said.find(({ text }) => namesIn(text).length > 0) ?? said.find(({ text }) => /\b(?:by|on) \w+/i.test(text));
    if (by === undefined) {
      if (!said.some(({ text }) => givesReason(text) || NONE.test(text)))
        yield { part: "S", message: "unsaid", at: first.place, data: { said: first.text } };
      return;
    }
    // Tables may be cut in different ways: only where there is one, or none fits, do they differ.
    const named = said.flatMap(({ text }) => namesIn(text)).map((name) => name.toLowerCase());
    const [one] = cut;
    if (one === undefined || named.length === 0) return;
    const fitting = cut.find(({ field }) =>
      named.some((name) => name === field.toLowerCase() || name.endsWith(`.${field.toLowerCase()}`)),
    );
    const columns = named.filter((name) => !cut.some(({ model }) => model === name)).map((name) => `\`${name}\``);
    if (fitting === undefined) {
      if (columns.length === 0) return;
      yield {
        part: "X",
        message: "column",
        at: by.place,
        data: { said: columns.join(", "), model: one.model, field: one.field },
      };
      return;
    }
    const clause = by.text.slice(by.text.search(PARTITION)).split(";")[0] ?? "";
    const steps = Object.entries(STEPS).filter(([, words]) => words.test(clause));
    const [step] = steps;
    if (
      cut.length > 1 ||
      step === undefined ||
      steps.length > 1 ||
      fitting.step === undefined ||
      step[0] === fitting.step.toLowerCase()
    )
      return;
    yield {
      part: "X",
      message: "step",
      at: by.place,
      data: { said: step[0], model: fitting.model, step: fitting.step },
    };
  },
});
