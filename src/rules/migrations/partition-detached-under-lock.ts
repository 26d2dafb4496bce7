import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { seeWriteLock } from "./ask/see-write-lock.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "partition-detached-under-lock",
  level: "notice",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["detach-non-concurrent", "require-concurrent-partition-detach", "MP093", "PGM004"],
  docs: {
    title: "A partition is detached while nobody can use the whole table",
    sees: "A migration of this pull request detaches a partition of a table that was there before it without CONCURRENTLY, on PostgreSQL 14 or later.",
    why: "The detaching takes a moment, but it waits for every running query on any partition, and every new one waits behind it.",
    instead: `-- a migration of its own, outside a transaction; not possible beside a DEFAULT partition
ALTER TABLE public.events DETACH PARTITION public.events_2020 CONCURRENTLY;`,
  },
  messages: {
    detached:
      "Unexpected lock of the whole table `{table}` to detach `{partition}`, expected DETACH PARTITION … CONCURRENTLY",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "partition-detached" || operation.concurrently) return;
    if (context.config.postgresVersion < 14 || !touchesExisting(operation, context)) return;
    const { relation, place: at, partition } = operation;
    const data = { table: spell(relation), partition: spell(partition) };
    yield { message: "detached", at, subject: partition, data, basis: seeWriteLock(operation, context) };
  },
});
