import type { Change } from "../../model/change.ts";
import type { Guarantee } from "../../model/dbt.ts";
import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import { isKeyTest } from "./words/is-key-test.ts";
import { spelt } from "./words/test-arguments.ts";
import { weakerArguments, weakerSettings, type Weaker } from "./words/weaker-test.ts";

const sameTest = ({ on, column = "", test }: Guarantee): string =>
  JSON.stringify([on, column.toLowerCase(), spelt(test).name]);

/** What went and what came, by what it is a test of: with other arguments it is another text, and still that test. */
const moved = oncePer((changes: readonly Change[]) => ({
  gone: Map.groupBy(
    changes.flatMap((change) => (change.kind === "guarantee.removed" ? [change.before] : [])),
    sameTest,
  ),
  come: Map.groupBy(
    changes.flatMap((change) => (change.kind === "guarantee.added" ? [change.after] : [])),
    sameTest,
  ),
}));

/** The test as it was, where it can be but one. */
function asItWas(changes: readonly Change[], after: Guarantee): Guarantee | undefined {
  const key = sameTest(after);
  const [before, more] = moved(changes).gone.get(key) ?? [];
  return more === undefined && moved(changes).come.get(key)?.length === 1 ? before : undefined;
}

function softened(before: Guarantee, after: Guarantee): Weaker | undefined {
  const found = weakerSettings(before, after) ?? weakerArguments(before, after);
  return found?.how === "`severity: warn`" && isKeyTest(after.test) ? undefined : found;
}

export default defineRule({
  id: "test-weakened",
  level: "review",
  on: ["guarantee.altered", "guarantee.added"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["severity-downgrade", "test-has-no-where", "test-where-added", "test-threshold-raised"],
  docs: {
    title: "A dbt test lets more pass than before",
    sees: "A test that stood on the base branch only warns now, lets more rows break it (`error_if`, or a `limit` that its `error_if` is never reached under), looks at fewer rows (a `where` that it did not have), or has a wider limit of its own (`max_value`, `min_value`, `at_least`, `mostly`, an `interval` …), or forbids fewer values. A notice for another `where` and for a later `warn_if`. A key that only warns is told by `key-test-softened`, a value that is no longer accepted by `accepted-value-removed`; one more accepted value, a new test that begins as a warning, `store_failures`, another `fail_calc` and another expression are no finding.",
    why: "The test is still there and still green, and no longer says what its readers take it to say.",
    instead: "Repair the rows that break it, or keep them apart in a table of their own, and leave the test as it was.",
  },
  messages: {
    weakened: "Unexpected {how} on test `{test}` of `{on}`, expected it to stop what it stopped before",
  },
  *check(change, { head, changes }) {
    const { after } = change;
    const on = head.facts.model[after.on] ?? head.facts.source[after.on];
    const before = change.kind === "guarantee.altered" ? change.before : asItWas(changes, after);
    if (on === undefined || before === undefined) return;
    const found = softened(before, after);
    if (found === undefined) return;
    const name = on.kind === "model" ? on.name : on.subject.slice(2).join(".");
    yield {
      message: "weakened",
      at: after.place,
      subject: after.column === undefined ? on.subject : ([...on.subject, after.column] as const),
      after: found.how,
      data: {
        how: found.how,
        test: spelt(after.test).name,
        on: after.column === undefined ? name : `${name}.${after.column}`,
      },
      ...(found.perhaps === true && ({ level: "notice" } as const)),
    };
  },
});
