import type { UnitTest } from "../../model/dbt.ts";
import { guaranteesOn } from "../../model/guarantees-on.ts";
import { gives } from "../../model/model-output.ts";
import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** Model → the unit tests that test it or make it up. */
const unitTestsOf = oncePer(({ facts }: Snapshot) => {
  const found = new Map<string, UnitTest[]>();
  for (const test of Object.values(facts["unit-test"]))
    for (const id of new Set([test.on, ...test.given.flatMap(({ reads }) => reads)]))
      found.set(id, [...(found.get(id) ?? []), test]);
  return found;
});

export default defineRule({
  id: "unit-test-left-behind",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["unit-test-fixture-broken", "data-test-column-missing"],
  docs: {
    title: "A dbt test speaks of a column that its model no longer has",
    sees: "A column that the model's SQL gave on the base branch and gives no more, while a unit test on head still makes it up or expects it, or a data test still stands on it. Told once a model. Where a `*` may hold the column nothing is said.",
    why: "The test fails with an error of SQL on the next run, which is then taken for the fault of the change and not of the test.",
    instead: "Change the test in the same pull request: it says what the model promises.",
  },
  messages: {
    unit: "Unexpected `{column}` in unit test `{test}`, expected the columns that `{model}` still has",
    data: "Unexpected test `{test}` on `{column}`, expected a column that `{model}` still has",
  },
  *check({ before, after }, context) {
    const [was, is] = [context.output(before.id, "base"), context.output(after.id, "head")];
    if (was === undefined || is === undefined) return;
    const gone = (column: string): boolean => gives(was, column) === true && gives(is, column) === false;
    for (const test of unitTestsOf(context.head).get(after.id) ?? []) {
      const named = [
        ...(test.on === after.id ? test.expected : []),
        ...test.given.flatMap(({ reads, columns }) => (reads.includes(after.id) ? columns : [])),
      ];
      const column = named.find(gone);
      if (column === undefined) continue;
      yield {
        message: "unit",
        at: test.place,
        subject: after.subject,
        before: column,
        data: { column, test: test.name, model: after.name },
      };
      return;
    }
    const left = guaranteesOn(context.head, after.id).find(({ column }) => column !== undefined && gone(column));
    if (left?.column === undefined) return;
    yield {
      message: "data",
      at: left.place,
      subject: after.subject,
      before: left.column,
      data: { column: left.column, test: left.test.slice(0, 80), model: after.name },
    };
  },
});
