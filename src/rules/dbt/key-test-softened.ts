import { defineRule } from "../../model/rule.ts";
import { nameReaders } from "./words/name-readers.ts";

const KEY =
  /^(?:unique\b|primary_key\b|(?:dbt_utils\.)?unique_combination_of_columns\b|dbt_constraints\.primary_key\b)/;

export default defineRule({
  id: "key-test-softened",
  level: "review",
  on: ["guarantee.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["severity-warn-on-key", "test-severity-lowered"],
  requirements: [
    {
      row: 210,
      parts: "X",
      waits: { X: "whether tests stand before publishing is in DAG files, which have no reader yet" },
    },
  ],
  docs: {
    title: "The test of a key no longer stops anything",
    sees: "A test of uniqueness on a dbt model or column that stood on the base branch as an error has `severity: warn` now. A new test that begins as a warning is no finding: that is how one brings a test into a table that is not clean yet.",
    why: "Double keys double every sum behind them, and a warning is read by nobody at four in the morning.",
    instead: "config: { severity: error }, and the rows that break it repaired or kept apart",
  },
  messages: {
    softened:
      "Unexpected `severity: warn` on `{test}` of `{on}`, expected a failed key to stop what comes after it ({readers})",
  },
  *check({ before, after }, context) {
    if (after.warns !== true || before.warns === true || !KEY.test(after.test)) return;
    const model = context.head.facts.model[after.on];
    if (model === undefined) return;
    const subject = after.column === undefined ? model.subject : ([...model.subject, after.column] as const);
    const all = context.readers(model.subject, "head");
    yield {
      message: "softened",
      at: after.place,
      subject,
      readers: all,
      data: {
        test: after.test,
        on: after.column === undefined ? model.name : `${model.name}.${after.column}`,
        readers: all.length === 0 ? "nobody here reads it" : `read by ${nameReaders(all)}`,
      },
    };
  },
});
