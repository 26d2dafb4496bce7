import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { nameReaders } from "./ask/name-readers.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "table-truncated",
  level: "review",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "broken", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["truncate", "truncate-cascade", "ban-truncate-cascade", "MP036", "PGM203", "PGM204", "RX003", "RG13"],
  requirements: [{ row: 222, parts: "X" }],
  docs: {
    title: "A table is emptied",
    sees: "A migration of this pull request truncates a table that was there before it. With CASCADE, every table that points to it by a foreign key is emptied too, as far as the history knows them: each is a finding of its own.",
    why: "All rows are gone, no way back brings them again, and readers see an empty table from that moment on.",
    instead: `-- keep the rows, name every table, no CASCADE
CREATE TABLE archive.sessions AS TABLE public.sessions;
TRUNCATE public.sessions;`,
  },
  messages: {
    emptied: "Unexpected emptying of table `{table}`, expected its rows to stay or to be archived",
    cascaded:
      "Unexpected emptying of table `{table}` with `{root}` by CASCADE, expected its rows to stay or it to be named",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "rows-changed" || operation.verb !== "truncate") return;
    if (!touchesExisting(operation, context)) return;
    const { subject, place: at, emptiedWith = [] } = operation;
    const { readers } = nameReaders(subject, context);
    const table = spell(subject);
    const report = { at, subject, readers, after: "no rows" };
    const [root] = emptiedWith;
    if (root === undefined) yield { ...report, message: "emptied", data: { table } };
    else yield { ...report, message: "cascaded", data: { table, root: spell(root) } };
  },
});
