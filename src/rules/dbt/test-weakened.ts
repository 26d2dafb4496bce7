import type { Guarantee } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { isKeyTest } from "./words/is-key-test.ts";

const WHERE = /(?:, )?\bwhere=("(?:[^"\\]|\\.)*")/;
const withoutWhere = (test: string): string => test.replace(WHERE, "").replace("()", "").replace("(, ", "(");

/** `>10` → 10, `!=0` → 0: how many rows may break the test. */
const tolerated = ({ settings = {} }: Guarantee, key: "error_if" | "warn_if"): number | undefined => {
  const [said] = settings[key] ?? ["!= 0"];
  const found = /^\s*(>=?|!=|<>)\s*(\d+)\s*$/.exec(said ?? "");
  if (found === null) return undefined;
  const count = Number(found[2]);
  return found[1] === ">=" ? count - 1 : count;
};

function raised(before: Guarantee, after: Guarantee): string | undefined {
  const [was, now] = [tolerated(before, "error_if"), tolerated(after, "error_if")];
  return was !== undefined && now !== undefined && now > was
    ? `\`error_if: ${after.settings?.["error_if"]?.[0] ?? ""}\``
    : undefined;
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
    sees: "A test that stood on the base branch only warns now, lets more rows break it (`error_if`), or looks at fewer rows (a `where` that it did not have). A key that only warns is told by `key-test-softened`. A new test that begins as a warning, or with a `where`, is no finding. Other arguments of a test are not compared.",
    why: "The test is still there and still green, and no longer says what its readers take it to say.",
    instead: "Repair the rows that break it, or keep them apart in a table of their own, and leave the test as it was.",
  },
  messages: {
    weakened: "Unexpected {how} on test `{test}` of `{on}`, expected it to stop what it stopped before",
  },
  *check(change, { base, head }) {
    const { after } = change;
    const on = head.facts.model[after.on] ?? head.facts.source[after.on];
    if (on === undefined) return;
    const how = change.kind === "guarantee.altered" ? softer(change.before, after) : narrowed(after);
    if (how === undefined) return;
    const name = on.kind === "model" ? on.name : on.subject.slice(2).join(".");
    yield {
      message: "weakened",
      at: after.place,
      subject: after.column === undefined ? on.subject : ([...on.subject, after.column] as const),
      after: how,
      data: {
        how,
        test: withoutWhere(after.test).slice(0, 80),
        on: after.column === undefined ? name : `${name}.${after.column}`,
      },
    };

    function narrowed(one: Guarantee): string | undefined {
      const where = WHERE.exec(one.test)?.[1];
      if (where === undefined) return undefined;
      const wide = `guarantee.${one.on}.${one.column ?? ""}.${withoutWhere(one.test)}`;
      return wide in base.facts.guarantee && !(wide in head.facts.guarantee) ? "`where`" : undefined;
    }
  },
});

function softer(before: Guarantee, after: Guarantee): string | undefined {
  if (after.warns === true && before.warns !== true) return isKeyTest(after.test) ? undefined : "`severity: warn`";
  return raised(before, after);
}
