import { defineRule } from "../../model/rule.ts";
import { editedColumns } from "./words/edited-columns.ts";
import { nameColumns } from "./words/name-columns.ts";
import { nameReaders } from "./words/name-readers.ts";

export default defineRule({
  id: "column-meaning-changed",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "broken" },
  owes: [],
  aliases: ["model-column-redefined"],
  docs: {
    title: "A column of a dbt model keeps its name and says something else",
    sees: "Columns whose SQL is made of other columns than on the base branch, or reads differently, while somebody on head reads them or a contract or public access promises them; told once a model. Where only the expression reads differently (another literal, another function) it is a notice: what it gives may be the same. Aliases, names of CTEs, the order of what commutes, `nvl` for `coalesce` and such are no difference, nor is what changes the rows.",
    why: "Nothing fails: reports go on under the old name with other numbers, and two months later nobody knows which of them were reckoned how.",
    instead:
      "Give the new meaning a column of its own and let the readers move, or tell them from which day on it holds.",
  },
  messages: {
    remade:
      "Unexpected change of what {columns} of {resource} `{model}` {say} made of, expected the meaning to stay for {readers}",
    reckoned:
      "Unexpected change of how {columns} of {resource} `{model}` {say} reckoned, expected word on what it means for {readers}",
  },
  *check({ before, after }, context) {
    const all = context.edits(before, after) ?? [];
    const edits = all.filter(
      ({ kind, cause }) =>
        kind === "column-meaning-changed" || (kind === "column-expression-edited" && !cause.includes("`*`")),
    );
    const found = editedColumns(edits, after, context);
    if (found === undefined) return;
    const { columns, at, readers, sure } = found;
    yield {
      message: sure ? "remade" : "reckoned",
      at,
      subject: after.subject,
      after: columns.toSorted().join(", "),
      readers,
      data: {
        columns: nameColumns(columns),
        say: columns.length === 1 ? "is" : "are",
        model: after.name,
        resource: after.resource,
        readers: readers.length === 0 ? "those it is promised to" : nameReaders(readers),
      },
      ...(!sure && ({ level: "notice", verdicts: { meaning: "unknown" } } as const)),
    };
  },
});
