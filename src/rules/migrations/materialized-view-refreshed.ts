import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { seeWriteLock } from "./ask/see-write-lock.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { refreshConcurrently } from "./ways/refresh-concurrently.ts";

export default defineRule({
  id: "materialized-view-refreshed",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["refresh-matview-blocking", "refresh-materialized-view", "MP033", "requireConcurrentRefreshMatview"],
  docs: {
    title: "A materialized view is refreshed while nobody can read it",
    sees: "A migration of this pull request refreshes a materialized view that was there before it without CONCURRENTLY, or empties it by WITH NO DATA.",
    why: "Readers wait until the whole query has run, and the migration with them; after WITH NO DATA every read fails until somebody refreshes it.",
    offers: "The same statement with `CONCURRENTLY`.",
    instead: `-- needs a unique index over plain columns of the view; better in a job than in a migration
CREATE UNIQUE INDEX sales_by_day_key ON public.sales_by_day (day);
REFRESH MATERIALIZED VIEW CONCURRENTLY public.sales_by_day;`,
  },
  messages: {
    refreshed: "Unexpected refresh of `{view}` while its readers wait, expected REFRESH … CONCURRENTLY",
    emptied: "Unexpected emptying of `{view}` by WITH NO DATA, expected readers to find rows",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other" || operation.node !== "RefreshMatViewStmt") return;
    if (operation.detail === "concurrently" || !touchesExisting(operation, context)) return;
    const { subject, place: at, detail } = operation;
    const data = { view: spell(subject) };
    const basis = seeWriteLock(operation, context);
    if (detail === "no data")
      yield { message: "emptied", at, subject, after: "no data", data, basis, verdicts: { consumer: "broken" } };
    else
      yield {
        message: "refreshed",
        at,
        subject,
        after: "refreshed",
        data,
        basis,
        ...refreshConcurrently(operation, context),
      };
  },
});
