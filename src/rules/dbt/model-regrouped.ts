import { defineRule } from "../../model/rule.ts";
import { nameReaders } from "./words/name-readers.ts";

const GRAIN = /^(?:grain|distinct)-changed$/;

export default defineRule({
  id: "model-regrouped",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "broken" },
  owes: [],
  aliases: ["group-by-changed", "distinct-changed"],
  docs: {
    title: "The rows of a dbt model stand for something else",
    sees: "A model whose SQL groups by other keys than on the base branch, is grouped or DISTINCT only on one side, or is DISTINCT over more or fewer columns, while somebody on head reads it. What happens in a CTE that others are joined to is not meant. Names, aliases, the order of keys and `group by 1` for the first column are no difference.",
    why: "Whoever joins the model or sums over it counted on one row for each key: with more rows to a key every sum behind it is too large, with fewer something is missing, and nothing fails.",
    instead:
      "Give the new grain a model of its own, or move the readers in the same pull request and test the new key for uniqueness.",
  },
  messages: {
    regrouped:
      "Unexpected change of what a row of {resource} `{model}` is: {cause}, expected its grain to stay for {readers}",
  },
  *check({ before, after }, context) {
    const edit = context
      .edits(before, after)
      ?.find(({ kind, verdict, inside }) => GRAIN.test(kind) && verdict === "breaking" && inside === undefined);
    if (edit === undefined) return;
    const all = context.readers(after.subject, "head");
    if (all.length === 0) return;
    yield {
      message: "regrouped",
      at: after.place,
      subject: after.subject,
      readers: all,
      data: { model: after.name, resource: after.resource, cause: edit.cause, readers: nameReaders(all) },
    };
  },
});
