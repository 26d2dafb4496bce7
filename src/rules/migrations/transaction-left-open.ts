import { defineRule } from "../../model/rule.ts";
import { label, subjectOf } from "./ask/label.ts";

export default defineRule({
  id: "transaction-left-open",
  level: "review",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: [],
  aliases: ["uncommitted-transaction", "ban-uncommitted-transaction", "unclosed-transaction", "MP053"],
  requirements: [{ row: 186, parts: "X" }],
  docs: {
    title: "A transaction is begun and never ended",
    sees: "A migration of this pull request says BEGIN and no COMMIT or ROLLBACK after it, and its tool opens no transaction of its own that would end it.",
    why: "When the connection closes, everything since BEGIN is taken back without an error, while the tool has the migration noted as run.",
    instead: "COMMIT; -- as the last statement of the file",
  },
  messages: {
    open: "Unexpected BEGIN in `{migration}` without a COMMIT, expected one at its end",
  },
  *check({ after: migration }) {
    const { transaction, implicit, controls = [] } = migration;
    if (transaction && implicit !== true) return;
    const last = controls.at(-1);
    if (last?.verb !== "begin") return;
    yield { message: "open", at: last.place, subject: subjectOf(migration), data: { migration: label(migration) } };
  },
});
