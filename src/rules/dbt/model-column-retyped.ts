import { defineRule } from "../../model/rule.ts";
import { editedColumns } from "./words/edited-columns.ts";
import { nameColumns } from "./words/name-columns.ts";
import { nameReaders } from "./words/name-readers.ts";

export default defineRule({
  id: "model-column-retyped",
  level: "review",
  on: ["model.altered"],
  action: "retype",
  verdicts: { data: "ok", consumer: "conditional", ddl: "conditional", meaning: "conditional" },
  owes: [],
  aliases: ["cast-changed"],
  docs: {
    title: "The SQL of a dbt model gives a column another type",
    sees: "A column that a cast (or a function whose type is sure) gave one type on the base branch has another by head's SQL, and somebody on head reads it or it is promised. A type that holds every value of the old one is a notice. What a contract declares is told by `contract-type-changed`; a type that no text says is not guessed.",
    why: "Readers compare, join and load by the type: a join of a number with a text fails or finds nothing, and a shorter text cuts off.",
    instead: "A new column beside the old one until its readers have moved.",
  },
  messages: {
    retyped:
      "Unexpected type of {columns} of {resource} `{model}`: {cause}, expected the old one as {readers} would read it",
    widened:
      "Unexpected type of {columns} of {resource} `{model}`: {cause}, expected {readers} to take every value of it",
  },
  *check({ before, after }, context) {
    // What a contract promises is told by its own rule.
    if (before.contract && after.contract) return;
    const edits = context.edits(before, after) ?? [];
    const found = editedColumns(
      edits.filter(({ kind }) => kind.startsWith("column-type-")),
      after,
      context,
    );
    if (found === undefined) return;
    const { columns, at, readers, cause, sure } = found;
    yield {
      message: sure ? "retyped" : "widened",
      at,
      subject: after.subject,
      after: columns.toSorted().join(", "),
      readers,
      data: {
        columns: nameColumns(columns),
        cause,
        model: after.name,
        resource: after.resource,
        readers: readers.length === 0 ? "those it is promised to" : nameReaders(readers),
      },
      ...(!sure && ({ level: "notice", verdicts: { consumer: "unknown", meaning: "ok" } } as const)),
    };
  },
});
