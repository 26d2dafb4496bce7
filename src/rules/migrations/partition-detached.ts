import { defineRule } from "../../model/rule.ts";
import { spell, type Subject, subjectKey } from "../../model/subject.ts";
import { addedOperations } from "./ask/added-operations.ts";
import { seeWriteLock } from "./ask/see-write-lock.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "partition-detached",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "conditional", meaning: "conditional" },
  owes: [],
  aliases: ["detach-partition"],
  docs: {
    title: "Rows leave a table with their partition",
    sees: "A migration of this pull request detaches a partition of a table that was there before it, and neither attaches it again nor drops it (`table-dropped` tells the drop).",
    why: "Whoever reads the table no longer finds these rows, without an error; and without CONCURRENTLY everybody waits for the lock on the whole table.",
    instead: `-- outside a transaction, from 14 on; then archive, then drop
ALTER TABLE public.events DETACH PARTITION public.events_2020 CONCURRENTLY;`,
  },
  messages: {
    detached:
      "Unexpected loss of the rows in `{partition}` for readers of `{table}`, expected them to stay or to be told",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "partition-detached" || !touchesExisting(operation, context)) return;
    const { subject, place: at } = operation;
    const partition = spell(operation.partition);
    const same = (other: Subject): boolean => subjectKey(other) === subjectKey(operation.partition);
    const told = addedOperations(context).some(
      (other) =>
        (other.action === "relation-dropped" && same(other.subject)) ||
        (other.action === "partition-attached" && subjectKey(other.relation) === subjectKey(operation.relation)),
    );
    if (told) return;
    const data = { partition, table: spell(subject) };
    yield {
      message: "detached",
      at,
      subject,
      after: `without ${partition}`,
      data,
      basis: seeWriteLock(operation, context),
    };
  },
});
