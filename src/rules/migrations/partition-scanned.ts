import type { OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, type Subject } from "../../model/subject.ts";
import { namesRelation } from "./ask/names-relation.ts";
import { witnessed } from "./ask/witnessed.ts";

type Attached = OperationOf<"partition-attached">;

/** Does PostgreSQL look through these rows? The engine answers where it ran it; else a CHECK may prove that it need not. */
function seeScan(rows: Subject, checked: boolean, operation: Attached, context: Context) {
  const observed = witnessed(operation, context);
  if (observed === undefined) return checked ? undefined : ("grammar" as const);
  return namesRelation(observed.scanned, rows) ? ("observed" as const) : undefined;
}

export default defineRule({
  id: "partition-scanned",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  aliases: ["attach-partition-scan", "default-partition-scan", "MP046", "MP072", "PGM005"],
  docs: {
    title: "A partition is read through under a lock",
    sees: "A migration of this pull request attaches a table that was there before it as a partition, and no valid CHECK proves that its rows belong there; or a partition comes beside a DEFAULT partition that has no CHECK to prove that none of its rows belong to the new one.",
    why: "Nobody can read or write the table that is attached, or the DEFAULT partition, until PostgreSQL has looked at its last row; and one row that belongs elsewhere makes the statement fail.",
    instead: `ALTER TABLE public.events_2025 ADD CONSTRAINT events_2025_at CHECK (at >= '2025-01-01' AND at < '2026-01-01') NOT VALID;
ALTER TABLE public.events_2025 VALIDATE CONSTRAINT events_2025_at; -- own migration: reads and writes go on
ALTER TABLE public.events ATTACH PARTITION public.events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
ALTER TABLE public.events_2025 DROP CONSTRAINT events_2025_at;`,
  },
  messages: {
    attached:
      "Unexpected scan of `{partition}` under an exclusive lock to attach it to `{table}`, expected a valid CHECK that proves the bounds",
    fallback:
      "Unexpected scan of the default partition `{partition}` under an exclusive lock for a new partition of `{table}`, expected a valid CHECK that proves that no row of it moves",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "partition-attached" || operation.direction !== "up") return;
    const { relation, place: at, partition, partitionBorn, checked, fallback, fallbackChecked } = operation;
    const data = { table: spell(relation) };
    const own = seeScan(partition, checked, operation, context);
    if (own !== undefined && !context.bornHere(partitionBorn, operation))
      yield {
        message: "attached",
        at,
        subject: partition,
        after: `partition of ${spell(relation)}`,
        data: { ...data, partition: spell(partition) },
        basis: own,
      };
    // A parent that this pull request makes has no rows in its DEFAULT partition either.
    if (fallback === undefined || !context.existed(operation)) return;
    const other = seeScan(fallback, fallbackChecked, operation, context);
    if (other !== undefined)
      yield {
        message: "fallback",
        at,
        subject: fallback,
        after: `beside ${spell(partition)}`,
        data: { ...data, partition: spell(fallback) },
        basis: other,
      };
  },
});
