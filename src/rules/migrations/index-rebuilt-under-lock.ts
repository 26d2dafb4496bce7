import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { seeWriteLock } from "./ask/see-write-lock.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { concurrently } from "./ways/build-concurrently.ts";

export default defineRule({
  id: "index-rebuilt-under-lock",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "index",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  scales: true,
  aliases: ["reindex-non-concurrent", "MP021", "PGM022", "REINDEX"],
  docs: {
    title: "An index is built anew while nobody can write",
    sees: "A migration of this pull request runs REINDEX without CONCURRENTLY on a table that was there before it, on one of its indexes, or on a whole schema or database.",
    why: "Writes to the table wait until the last index is built, and every query that would use the index waits too.",
    offers: "The same statement with `CONCURRENTLY`.",
    instead: `-- a migration of its own, outside a transaction; PostgreSQL 12 and later
REINDEX INDEX CONCURRENTLY public.orders_email_key;`,
  },
  messages: {
    table: "Unexpected REINDEX of `{name}` while writes to it wait, expected REINDEX TABLE CONCURRENTLY",
    index: "Unexpected REINDEX of `{name}` while writes to its table wait, expected REINDEX INDEX CONCURRENTLY",
    all: "Unexpected REINDEX of the whole {what} while writes to each table wait in turn, expected REINDEX INDEX CONCURRENTLY for the indexes that need it",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "index-rebuilt" || operation.concurrently || !touchesExisting(operation, context)) return;
    const { subject, place: at, all } = operation;
    const report = {
      at,
      subject,
      after: `reindex ${all}`,
      basis: seeWriteLock(operation, context),
      ...concurrently(operation, context),
    };
    if (all === "index" || all === "table") yield { ...report, message: all, data: { name: spell(subject) } };
    else yield { ...report, message: "all", data: { what: all } };
  },
});
