import { guaranteesOn } from "../../model/guarantees-on.ts";
import type { Change } from "../../model/change.ts";
import { oncePer } from "../../model/once-per.ts";
import type { Guarantee } from "../../model/dbt.ts";
import type { QualityCheck } from "../../model/quality.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { adapterOf } from "../../model/constraint-support.ts";
import { contractBreaks } from "./words/contract-breaks.ts";
import { isKeyTest } from "./words/is-key-test.ts";
import { nameReaders } from "./words/name-readers.ts";
import { unreadOn } from "./words/unread-on.ts";

const SHOWN = 3;

/** What it promises, however it is spelt: a constraint `not_null` holds what the test of that name held. */
const promise = ({ test }: Guarantee): string =>
  /^(?:constraint )?(?:\w+\.)?(\w+)/.exec(test)?.[1]?.toLowerCase() ?? test;

/** The same test, or another that looks after the same of the same columns in full. */
const isOf = (one: Guarantee, other: Guarantee): boolean =>
  (one.column?.toLowerCase() === other.column?.toLowerCase() && promise(one) === promise(other)) ||
  ((other.checks ?? []).length > 0 && (other.checks ?? []).every((check) => holds(one, check)));

const holds = ({ checks = [], test }: Guarantee, { class: what, columns, weak }: QualityCheck): boolean =>
  !test.startsWith("constraint ") &&
  checks.some(
    (one) =>
      one.class === what &&
      one.columns.length === columns.length &&
      one.columns.every((column) => columns.includes(column)) &&
      one.weak.every((each) => weak.includes(each)),
  );

/** Most of it is still promised: `not_null_proportion` stands where `not_null` stood. */
const isLoosened = (side: Snapshot, test: Guarantee): boolean =>
  guaranteesOn(side, test.on).some(
    (one) => one.column?.toLowerCase() === test.column?.toLowerCase() && promise(one).startsWith(`${promise(test)}_`),
  );

const removedFrom = oncePer((changes: readonly Change[]) =>
  Map.groupBy(
    changes.flatMap((change) => (change.kind === "guarantee.removed" ? [change.before] : [])),
    ({ on }) => on,
  ),
);

/** The database kept it for an enforced contract: `contract-broken` tells that. */
function isToldByContract(base: Snapshot, head: Snapshot, { on, test }: Guarantee): boolean {
  const [was, is] = [base.facts.model[on], head.facts.model[on]];
  if (!test.startsWith("constraint ") || was?.contract !== true || is?.contract !== true) return false;
  const breaks = contractBreaks(was, is, adapterOf(head, is));
  return typeof breaks !== "string" && breaks.some(({ kind }) => kind === "constraint-gone");
}

/** It went, and nothing on its model or column promises the same. */
function isLost(base: Snapshot, head: Snapshot, test: Guarantee, stays: boolean): boolean {
  if (isToldByContract(base, head, test)) return false;
  if (!stays || isKeyTest(test.test) || test.test.startsWith("singular(") || test.warns === true) return false;
  return !guaranteesOn(head, test.on).some((one) => isOf(one, test));
}

export default defineRule({
  id: "test-removed",
  level: "review",
  on: ["guarantee.removed"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["test-removed-as-constraint", "test-coverage-dropped"],
  docs: {
    title: "A dbt model loses a test or a constraint",
    sees: "A test or constraint on a model, a source or a column of one that stay on head is gone or switched off, and none holds there that looks after the same (freshness, nulls, references, values, row count, distribution, reconciliation) of the same columns. Told once a model, with the others that go. For review where somebody reads the model, else a notice; a notice also where a share of it is still promised (`not_null_proportion`). A test of a key is told by `model-key-changed`, a constraint that the database kept for a contract by `contract-broken`; a column that goes with its tests, a test that only warned, and a test with other arguments are no finding.",
    why: "Those who read it rest on what was tested. From now on a null, an orphan or an unknown value passes without a word.",
    instead: "Keep the test with `severity: warn` until its rows are repaired; or say what promises the same now.",
  },
  messages: {
    removed: "Unexpected end of {tests} on `{on}`, expected what promises the same to {readers}",
  },
  *check({ before }, context) {
    const { base, head } = context;
    const stays = (one: Guarantee): boolean => {
      const on = head.facts.model[one.on] ?? head.facts.source[one.on];
      if (on === undefined || unreadOn(head, [one.place.path])) return false;
      if (one.column === undefined) return true;
      const gone = on.kind === "model" ? context.output(on.id, "head") : undefined;
      const named = (name: string): boolean => name.toLowerCase() === one.column?.toLowerCase();
      const listed = on.columns.some(({ name }) => named(name));
      if (listed) return true;
      return gone === undefined ? on.kind === "source" : gone.columns.some(({ name }) => named(name));
    };
    if (!isLost(base, head, before, stays(before))) return;
    const lost = (removedFrom(context.changes).get(before.on) ?? []).filter((one) =>
      isLost(base, head, one, stays(one)),
    );
    if (lost[0]?.id !== before.id) return;
    const on = head.facts.model[before.on] ?? head.facts.source[before.on];
    if (on === undefined || (base.facts.model[before.on] ?? base.facts.source[before.on]) === undefined) return;
    const readers = on.kind === "model" ? context.readers(on.subject, "head") : [];
    const name = on.kind === "model" ? on.name : on.subject.slice(2).join(".");
    const shown = lost
      .slice(0, SHOWN)
      .map((one) => `\`${promise(one)}\`${one.column === undefined ? "" : ` of \`${one.column}\``}`);
    yield {
      message: "removed",
      at: before.place,
      side: "base",
      subject: on.subject,
      before: lost.map(({ column = "", test }) => `${column} ${test}`.trim()).join("; "),
      readers,
      data: {
        tests: lost.length > SHOWN ? `${shown.join(", ")} and ${lost.length - SHOWN} more` : shown.join(", "),
        on: name,
        readers: readers.length === 0 ? "those who read it" : nameReaders(readers),
      },
      ...(((on.kind === "model" && readers.length === 0) || lost.every((one) => isLoosened(head, one))) &&
        ({ level: "notice" } as const)),
    };
  },
});
