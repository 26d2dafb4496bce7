import { defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { addedOperations } from "./ask/added-operations.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "table-unlogged",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["unlogged-table", "set-unlogged", "PGM506", "MP047"],
  docs: {
    title: "A table is emptied by the next crash",
    sees: "A migration of this pull request makes a table that was there before it UNLOGGED; a new table that is UNLOGGED is a notice. One that is LOGGED again in the same pull request, as after a bulk load, is no finding.",
    why: "After a crash PostgreSQL empties every unlogged table, without an error; and replicas have no row of it.",
    instead: `-- logged, as all tables are; for a cache or a staging table say that its rows may be lost
CREATE TABLE public.page_cache (key text PRIMARY KEY, body text);`,
  },
  messages: {
    changed: "Unexpected UNLOGGED for table `{table}`, expected its rows to outlive a crash and to reach replicas",
    created: "Unexpected UNLOGGED for the new table `{table}`, expected rows that outlive a crash and reach replicas",
  },
  *check({ after: operation }, context) {
    const changed = operation.action === "other" && operation.node === "AT_SetUnLogged";
    const created = operation.action === "relation-created" && operation.unlogged === true;
    if ((!changed && !created) || operation.direction !== "up" || operation.moot === true) return;
    const { subject, place: at } = operation;
    const logged = addedOperations(context).some(
      (other) =>
        other.action === "other" &&
        other.node === "AT_SetLogged" &&
        subjectKey(other.relation) === subjectKey(operation.relation),
    );
    if (logged) return;
    const report = { at, subject, after: "unlogged", data: { table: spell(subject) } };
    if (changed && touchesExisting(operation, context)) yield { ...report, message: "changed" };
    else yield { ...report, message: "created", level: "notice" };
  },
});
