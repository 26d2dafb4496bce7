import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { heldLock } from "./ask/held-lock.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "rows-filled-unbatched",
  level: "notice",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  scales: true,
  aliases: ["backfill-no-batching", "backfill-in-migration", "update-in-migration", "MP011", "MP067"],
  requirements: [{ row: 220, parts: "X" }],
  docs: {
    title: "A new column is filled in one go",
    sees: "One UPDATE of this pull request fills columns of this pull request in every row of a table that was there before it. Where its transaction keeps the table locked too, `lock-held-over-work` says so instead.",
    why: "Every row stays locked until the last one is written, each leaves a dead row behind, replicas fall back, and a failure at the end undoes it all.",
    instead: `-- in batches, each committed, by a job or a migration without a transaction
UPDATE public.users SET full_name = name WHERE id BETWEEN 1 AND 10000 AND full_name IS NULL;`,
  },
  messages: {
    filled: "Unexpected update of every row of `{table}` at once to fill `{columns}`, expected batches",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "rows-changed" || operation.verb !== "update" || !operation.everyRow) return;
    if (!touchesExisting(operation, context) || heldLock(operation, context) !== undefined) return;
    const { subject, place: at, sets } = operation;
    // What was there before and is overwritten is for `rows-changed-unbounded` to tell.
    if (sets.length === 0 || !sets.every(({ born }) => context.bornHere(born, operation))) return;
    const columns = sets.map(({ column }) => column).join(", ");
    yield { message: "filled", at, subject, after: `fill ${columns}`, data: { table: spell(subject), columns } };
  },
});
