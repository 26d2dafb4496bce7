import { defineRule } from "../../model/rule.ts";
import { nameColumns } from "./words/name-columns.ts";
import { newSlips } from "./words/slips-of.ts";

export default defineRule({
  id: "projection-made-ambiguous",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "unknown", ddl: "conditional", meaning: "unknown" },
  owes: [],
  aliases: ["ambiguous-projections"],
  docs: {
    title: "The SQL of a model names a column that two of its relations give",
    sees: "A new model, or an edit of a model's SQL, says a column's name alone where two of the joined relations are known to give it, or gives one name twice in its last SELECT. Names behind GROUP BY, HAVING and ORDER BY are not meant, since they may mean what the SELECT gives; nor are relations whose columns are not known. A model that becomes so because another one changed is told by `column-added-collides`.",
    why: "Most databases refuse it; those that do not take the column of one relation by a rule that no reader of the SQL has in mind.",
    instead: "Name the relation: orders.created_at, and `as` where both are wanted.",
  },
  messages: {
    ambiguous: "Unexpected {columns} in {resource} `{model}`, expected the relation to be named that {it} of",
  },
  *check(change, context) {
    const { after } = change;
    const before = change.kind === "model.altered" ? change.before : undefined;
    if (before !== undefined && before.query?.sql === after.query?.sql) return;
    const clashes = newSlips(before?.id, after.id, "clashes", context);
    if (clashes.length === 0) return;
    yield {
      message: "ambiguous",
      at: after.place,
      subject: after.subject,
      after: clashes.join(", "),
      data: {
        columns: nameColumns(clashes),
        it: clashes.length === 1 ? "it is" : "they are",
        model: after.name,
        resource: after.resource,
      },
    };
  },
});
