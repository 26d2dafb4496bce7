import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "rows-changed-unbounded",
  level: "review",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "broken", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: [
    "rows-deleted-unbounded",
    "delete-without-where",
    "update-without-where",
    "banDeleteWithoutWhere",
    "banUpdateWithoutWhere",
    "where_required",
    "RG06",
    "RG09",
  ],
  requirements: [{ row: 222, parts: "X" }],
  docs: {
    title: "Every row is deleted or overwritten",
    sees: "A migration of this pull request runs DELETE or UPDATE on a table that was there before it, without a WHERE or with one that is always true. An UPDATE that only fills columns of this pull request loses nothing and is no finding.",
    why: "What the rows held is gone and no way back brings it again; until the end of the transaction every row is locked, and each leaves a dead one behind.",
    instead: `-- say which rows, and keep what goes
CREATE TABLE archive.sessions AS SELECT * FROM public.sessions WHERE expires_at < now();
DELETE FROM public.sessions WHERE expires_at < now(); -- in batches`,
  },
  messages: {
    deleted: "Unexpected delete of every row of `{table}`, expected a WHERE that says which rows go",
    updated:
      "Unexpected overwrite of `{columns}` in every row of `{table}`, expected a WHERE that says which rows change",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "rows-changed" || !operation.everyRow || !touchesExisting(operation, context)) return;
    const { subject, place: at, verb } = operation;
    const table = spell(subject);
    if (verb === "delete" && operation.emptiedWith === undefined)
      yield { message: "deleted", at, subject, after: "no rows", data: { table } };
    if (verb !== "update") return;
    const lost = operation.sets.filter(({ born }) => !context.bornHere(born, operation)).map(({ column }) => column);
    const columns = lost.join(", ");
    if (lost.length > 0) yield { message: "updated", at, subject, after: `set ${columns}`, data: { table, columns } };
  },
});
