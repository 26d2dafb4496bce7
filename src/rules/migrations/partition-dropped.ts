import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { nameReaders } from "./ask/name-readers.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "partition-dropped",
  level: "review",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "broken", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: [],
  docs: {
    title: "A part of a table is taken away",
    sees: "A migration of this pull request drops, empties, detaches or switches out a partition (ClickHouse: also a part) of a table that was there before it. In PostgreSQL a partition is a table: its drop is told as one.",
    why: "Its rows are gone with it, and no way back brings them again.",
    instead: `-- keep the rows first
CREATE TABLE archive_events_2023 AS SELECT * FROM events WHERE at < '2024-01-01';
ALTER TABLE events DROP PARTITION p2023;`,
  },
  messages: {
    dropped: "Unexpected drop of a partition of table `{table}`, expected its rows to stay or to be archived",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other" || operation.node !== "DropPartition" || !touchesExisting(operation, context))
      return;
    const { relation: subject, place: at } = operation;
    const { readers } = nameReaders(subject, context);
    yield { message: "dropped", at, subject, readers, after: "partition", data: { table: spell(subject) } };
  },
});
