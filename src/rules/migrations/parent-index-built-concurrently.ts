import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";

export default defineRule({
  id: "parent-index-built-concurrently",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "index",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: [],
  aliases: ["partitioned-parent-index", "MP092"],
  docs: {
    title: "An index on a partitioned table cannot be built concurrently",
    sees: "A migration of this pull request runs CREATE INDEX CONCURRENTLY on a table that the history knows to be partitioned.",
    why: "PostgreSQL refuses it: the migration fails where it is deployed.",
    instead: `CREATE INDEX events_at_idx ON ONLY public.events (at); -- at once, and invalid until every partition has its own
CREATE INDEX CONCURRENTLY events_2026_at_idx ON public.events_2026 (at); -- a partition a migration
ALTER INDEX public.events_at_idx ATTACH PARTITION public.events_2026_at_idx;`,
  },
  messages: {
    built:
      "Unexpected CONCURRENTLY for index `{index}` of the partitioned table `{table}`, expected ON ONLY the parent and CONCURRENTLY on each partition",
  },
  *check({ after: operation }) {
    if (operation.action !== "index-built" || !operation.concurrently || !operation.onPartitioned) return;
    if (operation.direction !== "up" || operation.moot === true) return;
    const { relation, subject, place: at } = operation;
    const data = { index: spell(subject), table: spell(relation) };
    yield { message: "built", at, subject, data };
  },
});
