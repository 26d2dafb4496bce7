import { defineRule } from "../../model/rule.ts";
import { spell, type Subject } from "../../model/subject.ts";
import { changedPlans } from "./tell/changed-plans.ts";

const named = (subject: Subject): string => `${subject[0]} ${spell(subject)}`;

export default defineRule({
  id: "plan-name-ambiguous",
  level: "review",
  on: [],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["plan-subject-ambiguous"],
  docs: {
    title: "A name in a plan means two things",
    sees: "A row of a plan that this pull request adds or edits, whose Subject is the name of two things here: a table of one schema and a column of another, a table and a dbt model. A name without a schema means the default schema. In a draft it is a notice.",
    why: "Such a row covers nothing, since nobody can say which of the two was agreed to.",
    instead: `| Change | Subject |
|---|---|
| drop column | model \`shop.orders.total\` |`,
  },
  messages: {
    ambiguous: "Unexpected name `{name}`, which means {meanings}, expected a kind or a schema in front of it",
  },
  *check() {},
  *afterwards(found, context) {
    const rows = context.rowsOf(found);
    for (const plan of changedPlans(context))
      for (const entry of plan.entries) {
        if (entry.fingerprint !== undefined) continue;
        const meanings = [...new Set(rows.subjects(entry).map(named))];
        if (meanings.length < 2) continue;
        yield {
          message: "ambiguous",
          at: entry.place,
          subject: ["plan", plan.id, ...entry.names],
          after: meanings.toSorted().join(", "),
          data: { name: entry.subject.replaceAll("`", ""), meanings: meanings.slice(0, 4).join(" or ") },
          ...(plan.status === "draft" ? { level: "notice" as const } : {}),
        };
      }
  },
});
