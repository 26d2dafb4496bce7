import { defineRule } from "../../model/rule.ts";
import { subjectOf } from "./ask/label.ts";
import { secretsIn } from "./ask/secrets-in.ts";

export default defineRule({
  id: "secret-written",
  level: "review",
  on: ["statement.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["hardcoded-credentials", "secret-in-migration"],
  requirements: [{ row: 79, parts: "X" }],
  docs: {
    title: "A password, a key or a token stands in a migration",
    sees: "A statement that this pull request adds and that holds a private key, a key or token of a cloud (AWS, GitHub, Slack, Stripe, Google), an address with a password in it, or the password of a connection, a user mapping or a user. Placeholders are none. The password of a PostgreSQL role is told by `role-changed`.",
    why: "Everybody who reads the repository reads it, today and for as long as its history is kept. To take the line away again is not enough: what was written has to be revoked.",
    instead: `-- filled in by whoever runs it
CREATE USER MAPPING FOR app SERVER warehouse OPTIONS (user 'app', password '\${WAREHOUSE_PASSWORD}');`,
  },
  messages: {
    written:
      "Unexpected {what} in a migration, expected it to be filled in when it runs, and the one that stands here to be revoked",
  },
  *check({ after: { sql, place, direction, index: nth, migration: of } }, { head }) {
    const migration = head.facts.migration[of];
    if (migration === undefined) return;
    for (const [i, { what, index }] of secretsIn(sql).entries()) {
      const line = place.line + (sql.slice(0, index).match(/\n/g) ?? []).length;
      yield {
        message: "written",
        at: { ...place, line },
        subject: subjectOf(migration),
        after: `${direction} ${nth}: ${what} ${i + 1}`,
        data: { what },
      };
    }
  },
});
