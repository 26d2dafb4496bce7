import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "rows-deleted-with-parent",
  level: "review",
  on: ["operation.added"],
  engines: ["sqlite"],
  action: "other",
  verdicts: { data: "broken", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["recreate-table-cascade", "recreate-cascade-data-loss", "LT101"],
  docs: {
    title: "Rows go with the table that is made anew",
    sees: "A migration of this pull request copies a SQLite table into a new shape and drops the old one, without `PRAGMA foreign_keys = OFF` before it, and another table points to it ON DELETE CASCADE.",
    why: "Where foreign keys are enforced, dropping the old table first deletes its rows, and with them every row that points to them. Inside a transaction the pragma does nothing: it has to be set before the tool opens one.",
    instead: `PRAGMA foreign_keys = OFF; -- outside of a transaction
CREATE TABLE new_users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO new_users (id, name) SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;
PRAGMA foreign_key_check;
PRAGMA foreign_keys = ON;`,
  },
  messages: {
    deleted:
      "Unexpected drop of table `{parent}` while the rows of `{table}` go with it, expected `PRAGMA foreign_keys = OFF` before it",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "rows-changed" || operation.verb !== "delete" || !touchesExisting(operation, context))
      return;
    const { subject, place: at, emptiedWith = [] } = operation;
    const [parent] = emptiedWith;
    if (parent === undefined) return;
    const data = { table: spell(subject), parent: spell(parent) };
    yield { message: "deleted", at, subject, after: "no rows", data };
  },
});
