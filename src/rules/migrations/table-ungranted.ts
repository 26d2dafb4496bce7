import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { spell, subjectKey } from "../../model/subject.ts";

const FEWEST = 4;

/** The relations to which a migration grants somebody something, by their keys. */
const granted = oncePer(
  ({ facts }: Snapshot): ReadonlySet<string> =>
    new Set(
      Object.values(facts.operation).flatMap((operation) =>
        operation.action === "access-changed" && operation.granted && operation.direction === "up"
          ? [subjectKey(operation.relation)]
          : [],
      ),
    ),
);

/** Whether this history grants rights on most of the tables that it makes, one by one. */
const isUsual = oncePer((side: Snapshot): boolean => {
  const tables = Object.values(side.facts.table).filter(
    ({ born, relation }) => born !== undefined && relation === "table",
  );
  return (
    tables.length >= FEWEST &&
    tables.filter(({ subject }) => granted(side).has(subjectKey(subject))).length * 2 > tables.length
  );
});

export default defineRule({
  id: "table-ungranted",
  level: "notice",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["grant-missing", "new-table-without-grant"],
  requirements: [{ row: 181, parts: "X" }],
  docs: {
    title: "A new table says nothing of who may use it",
    sees: "A migration of this pull request makes a table, and none grants anybody a right on it, in a history that does so for most of its tables, of at least four. Temporary tables and partitions are not looked at.",
    why: "The migration goes through, and the application is refused by its own table at the first request.",
    instead: "GRANT SELECT ON landing.returns TO transformer;",
  },
  messages: {
    ungranted:
      "Unexpected new table `{table}` without a GRANT, expected who may use it, as for most tables of this history",
  },
  *check({ after: operation }, { base, head }) {
    if (
      operation.action !== "relation-created" ||
      operation.direction !== "up" ||
      operation.temporary ||
      operation.moot === true ||
      !isUsual(base)
    )
      return;
    const key = subjectKey(operation.relation);
    const table = Object.values(head.facts.table).find(({ subject }) => subjectKey(subject) === key);
    if (table === undefined || table.relation !== "table" || granted(head).has(key)) return;
    const attached = Object.values(head.facts.operation).some(
      (one) => one.action === "partition-attached" && subjectKey(one.partition) === key,
    );
    if (attached) return;
    yield {
      message: "ungranted",
      at: operation.place,
      subject: operation.subject,
      data: { table: spell(operation.subject) },
    };
  },
});
