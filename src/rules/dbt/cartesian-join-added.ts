import { defineRule } from "../../model/rule.ts";
import { nameColumns } from "./words/name-columns.ts";
import { newSlips } from "./words/slips-of.ts";

export default defineRule({
  id: "cartesian-join-added",
  level: "review",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "conditional", meaning: "conditional" },
  owes: [],
  aliases: ["cartesian-join"],
  docs: {
    title: "A join compares a relation with itself",
    sees: "A new model, or an edit of a model's SQL, joins a relation on a condition whose names are all of one relation (`left join shops as s on o.shop = o.shop_id`, `on s.id = s.id`), so that each row meets every row. CROSS JOIN, `on true`, a row chosen by a constant (`on s.code = '48'`), USING, functions that make rows, and relations of one row at most are not meant: they say what they do.",
    why: "It is nearly always a slip of an alias. Small tables give a wrong number, large ones fill the warehouse.",
    instead: "on s.id = o.shop; or `cross join`, where every row with every row is wanted",
  },
  messages: {
    unlinked:
      "Unexpected join of {relations} in {resource} `{model}` on a condition that compares nothing of it with the other rows, expected a column of each side",
  },
  *check(change, context) {
    const { after } = change;
    const before = change.kind === "model.altered" ? change.before : undefined;
    if (before !== undefined && before.query?.sql === after.query?.sql) return;
    const relations = newSlips(before?.id, after.id, "unlinked", context);
    if (relations.length === 0) return;
    yield {
      message: "unlinked",
      at: after.place,
      subject: after.subject,
      after: relations.join(", "),
      data: { relations: nameColumns(relations), model: after.name, resource: after.resource },
    };
  },
});
