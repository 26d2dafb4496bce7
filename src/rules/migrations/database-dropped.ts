import { defineRule } from "../../model/rule.ts";

export default defineRule({
  id: "database-dropped",
  level: "block",
  on: ["operation.added"],
  action: "drop",
  verdicts: { data: "broken", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "migration", "archive", "sign-off", "rollback"],
  aliases: ["drop-database", "drop-tablespace", "ban-drop-database", "banDropDatabase", "MP035"],
  docs: {
    title: "A whole database is dropped",
    sees: "A migration of this pull request runs DROP DATABASE. DROP TABLESPACE, which PostgreSQL only does where nothing stands in it, is for review.",
    why: "Everything in it is gone at once, without a transaction that could be taken back; and a migration runs on every server that it meets.",
    instead: `-- by hand, after a backup that was restored once, with nobody connected
-- pg_dump -Fc legacy > legacy.dump
ALTER DATABASE legacy ALLOW_CONNECTIONS false;`,
  },
  messages: {
    database: "Unexpected drop of database `{name}`, expected it to be done by hand, after a backup",
    tablespace: "Unexpected drop of tablespace `{name}`, expected disks to be taken away by hand",
  },
  *check({ after: operation }) {
    if (operation.action !== "other" || operation.direction !== "up") return;
    const { subject, place: at, node } = operation;
    const data = { name: subject.at(-1) ?? "" };
    if (node === "DropdbStmt") yield { message: "database", at, subject, before: "database", data };
    else if (node === "DropTableSpaceStmt")
      yield {
        message: "tablespace",
        at,
        subject,
        before: "tablespace",
        data,
        level: "review",
        verdicts: { data: "ok", consumer: "ok", ddl: "conditional" },
      };
  },
});
