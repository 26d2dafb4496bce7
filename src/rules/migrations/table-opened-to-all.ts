import { defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";

export default defineRule({
  id: "table-opened-to-all",
  level: "review",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["new-table-public", "grant-to-public-on-new"],
  requirements: [{ row: 181, parts: "X" }],
  docs: {
    title: "A new table may be used by everybody",
    sees: "A migration of this pull request makes a table or view and grants rights on it to PUBLIC; once for each table. The same on one that was there before is `access-changed`.",
    why: "PUBLIC is every role of the database, those that are made next year included.",
    instead: "GRANT SELECT ON landing.returns TO transformer;",
  },
  messages: {
    opened: "Unexpected {privileges} on the new `{table}` to everybody (`PUBLIC`), expected the roles that need it",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "access-changed" || operation.direction !== "up" || operation.moot === true) return;
    if (!operation.granted || !operation.roles.includes("PUBLIC") || context.existed(operation)) return;
    const first = context.changes.find(
      (change) =>
        change.kind === "operation.added" &&
        change.after.action === "access-changed" &&
        change.after.granted &&
        change.after.direction === "up" &&
        change.after.roles.includes("PUBLIC") &&
        subjectKey(change.after.relation) === subjectKey(operation.relation),
    );
    if (first?.kind === "operation.added" && first.after.id !== operation.id) return;
    const privileges = operation.privileges.join(", ").toUpperCase() || "everything";
    const { subject, place: at } = operation;
    yield { message: "opened", at, subject, data: { privileges, table: spell(subject) } };
  },
});
