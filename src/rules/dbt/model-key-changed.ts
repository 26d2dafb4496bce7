import { guaranteesOn } from "../../model/guarantees-on.ts";
import type { Guarantee, Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { isKeyTest } from "./words/is-key-test.ts";
import { nameReaders } from "./words/name-readers.ts";
import { unreadOn } from "./words/unread-on.ts";

/** The columns that a test of a key keeps apart, in the order of the alphabet. */
const columnsOf = ({ test, column }: Guarantee): string => {
  if (column !== undefined) return column.toLowerCase();
  const [, list = ""] = /\[([^\]]*)\]/.exec(test) ?? /\(([^)]*)\)/.exec(test) ?? [];
  return (list.match(/\w+/g) ?? [])
    .map((name) => name.toLowerCase())
    .toSorted()
    .join(", ");
};

const keysOf = (side: Snapshot, { id }: Model): readonly string[] => [
  ...new Set(
    guaranteesOn(side, id)
      .filter(({ test }) => isKeyTest(test))
      .map(columnsOf),
  ),
];

/** By what an incremental model merges; undefined where nothing or only a run says it. */
function mergedBy({ materialized, resource, settings = {} }: Model): string | undefined {
  if (materialized !== "incremental" && resource !== "snapshot") return undefined;
  const key = settings["unique_key"] ?? [];
  return key.length === 0
    ? undefined
    : key
        .map((name) => name.toLowerCase())
        .toSorted()
        .join(", ");
}

export default defineRule({
  id: "model-key-changed",
  level: "review",
  on: ["guarantee.removed", "model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["grain-changed", "unique-test-removed", "unique-key-changed", "snapshot-unique-key-changed"],
  requirements: [
    { row: 150, parts: "X" },
    { row: 166, parts: "X" },
  ],
  docs: {
    title: "A dbt model has another key, or nothing tests its key any more",
    sees: "A model that stays loses the test or constraint that kept a column, or several, unique, and nothing else on it keeps them apart; or an incremental model or snapshot is merged by another `unique_key` than on the base branch. Where another key of the model is still tested, it is a notice.",
    why: "What one row stands for is what every count and every join behind the model rests on. Rows that were merged by the old key stay as they are until the table is built anew.",
    instead:
      "Keep the test; or say in the plan what one row stands for now, tell the readers, and build the table anew (dbt run --full-refresh).",
  },
  messages: {
    gone: "Unexpected end of the unique test on `{key}` of `{model}`, expected what keeps its rows apart for {readers}",
    moved:
      "Unexpected key `{now}` of `{model}`, which was `{key}`, expected word of what one row stands for now to {readers}",
    merged:
      "Unexpected `unique_key` of `{model}`: `{key}` is `{now}` now, expected a full refresh with it and word to {readers}",
  },
  *check(change, context) {
    const { base, head } = context;
    const id = change.kind === "model.altered" ? change.after.id : change.before.on;
    const [was, model] = [base.facts.model[id], head.facts.model[id]];
    if (was === undefined || model === undefined) return;
    const all = context.readers(model.subject, "head");
    const readers = all.length === 0 ? "those who read it" : nameReaders(all);
    const about = { at: model.place, subject: model.subject, readers: all };
    const [from, to] = [mergedBy(was), mergedBy(model)];
    const merged = from !== undefined && to !== undefined && from !== to;
    if (change.kind === "model.altered") {
      if (merged)
        yield {
          ...about,
          message: "merged",
          before: from,
          after: to,
          data: { model: model.name, key: from, now: to, readers },
        };
      return;
    }
    const { before } = change;
    if (merged || !isKeyTest(before.test) || unreadOn(head, [before.place.path, model.path])) return;
    const [key, left] = [columnsOf(before), keysOf(head, model)];
    if (left.includes(key)) return;
    const brought = left.find((one) => !keysOf(base, was).includes(one));
    const data = { model: model.name, key, now: brought ?? "", readers };
    const message = brought === undefined ? "gone" : "moved";
    yield {
      ...about,
      message,
      before: key,
      after: brought ?? "",
      data,
      ...(brought === undefined && left.length > 0 ? { level: "notice" } : {}),
    };
  },
});
