import { defineRule } from "../../model/rule.ts";
import { editedColumns } from "./words/edited-columns.ts";
import { nameColumns } from "./words/name-columns.ts";
import { nameReaders } from "./words/name-readers.ts";

export default defineRule({
  id: "column-nullability-loosened",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["coalesce-dropped", "model-column-made-nullable"],
  docs: {
    title: "A column of a dbt model may be NULL now",
    sees: "By the SQL of base a column had a value in every row (a default, a count, a constant), and by the SQL of head it need not; or its relation is joined by an outer join now, which is a notice. Told once a model, with those who read the columns on head. A test that goes is told by `test-removed`, a constraint by the rules of contracts.",
    why: "A NULL disappears from joins, `not in` and averages without a word, and an application that never met one breaks.",
    instead: "coalesce(discount, 0) as discount; or a not_null test on the column, so that the run says it first",
  },
  messages: {
    loosened:
      "Unexpected NULL in {columns} of {resource} `{model}`, which always had a value, expected a default as {readers} would read it",
    unmatched:
      "Unexpected outer join behind {columns} of {resource} `{model}`, expected a value for rows without a match as {readers} would read them",
  },
  *check({ before, after }, context) {
    const edits = context.edits(before, after) ?? [];
    const found = editedColumns(
      edits.filter(({ kind }) => kind === "column-nullability-loosened"),
      after,
      context,
    );
    if (found === undefined) return;
    const { columns, at, readers, sure } = found;
    yield {
      message: sure ? "loosened" : "unmatched",
      at,
      subject: after.subject,
      after: columns.toSorted().join(", "),
      readers,
      data: {
        columns: nameColumns(columns),
        model: after.name,
        resource: after.resource,
        readers: readers.length === 0 ? "those it is promised to" : nameReaders(readers),
      },
      ...(!sure && ({ level: "notice", verdicts: { consumer: "unknown", meaning: "unknown" } } as const)),
    };
  },
});
