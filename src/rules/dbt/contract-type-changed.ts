import { defineRule } from "../../model/rule.ts";
import { nameReaders } from "./words/name-readers.ts";
import { sizeShrinks, widens, withoutSize } from "./words/declared-type.ts";
import { unreadOn } from "./words/unread-on.ts";

export default defineRule({
  id: "contract-type-changed",
  level: "block",
  on: ["model.altered"],
  action: "retype",
  verdicts: { data: "ok", consumer: "broken", ddl: "conditional", meaning: "conditional" },
  owes: ["plan-entry", "compatibility", "consumers", "migration", "rollback"],
  aliases: [
    "column-type-changed",
    "column-type-narrowed",
    "column-type-widened",
    "column-type-size-only",
    "version-mutated-in-place",
  ],
  docs: {
    title: "A column of a contract has another type",
    sees: "A model whose contract is enforced on both sides declares another `data_type` for a column. As for dbt, a size in brackets does not count and capitals do not; a size that shrinks is for review. It blocks where the model has versions, since dbt refuses that, or where somebody on head reads the column and the new type does not hold every value of the old one; else it is for review. A type that no contract declares is not looked at.",
    why: "Readers compare, join and load by the type that was promised: a join of a number with a text fails, or finds nothing.",
    instead:
      "Leave the version as it is, and give a new version of the model the new type; or a new column beside the old one.",
  },
  messages: {
    changed:
      "Unexpected type {now} of column `{column}` in the contract of {resource} `{model}`, expected {was} as {readers}",
    shrunk:
      "Unexpected size of {now} for column `{column}` in the contract of {resource} `{model}`, expected at least {was} as {readers}",
  },
  *check({ before, after }, context) {
    if (!before.contract || !after.contract) return;
    for (const column of before.columns) {
      const twin =
        after.columns.find(({ name }) => name === column.name) ??
        after.columns.find(({ name }) => name.toLowerCase() === column.name.toLowerCase());
      if (column.type === undefined || twin?.type === undefined) continue;
      if (unreadOn(context.head, [twin.place.path, after.path])) return;
      const changed = withoutSize(column.type) !== withoutSize(twin.type);
      if (!changed && !sizeShrinks(column.type, twin.type)) continue;
      const subject = [...after.subject, twin.name] as const;
      const readers = context.readers(subject, "head");
      const certain =
        changed && (after.version !== undefined || (readers.length > 0 && !widens(column.type, twin.type)));
      yield {
        message: changed ? "changed" : "shrunk",
        at: twin.place,
        subject,
        before: column.type.toLowerCase(),
        after: twin.type.toLowerCase(),
        readers,
        data: {
          column: twin.name,
          model: after.name,
          resource: after.resource,
          was: column.type.toLowerCase(),
          now: twin.type.toLowerCase(),
          readers: readers.length === 0 ? "it was promised" : `${nameReaders(readers)} would read it`,
        },
        ...(!certain && ({ level: "review", verdicts: { consumer: "conditional" } } as const)),
      };
    }
  },
});
