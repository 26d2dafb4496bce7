import { defineRule } from "../../model/rule.ts";
import { acceptedValues } from "./words/accepted-values.ts";
import { nameReaders } from "./words/name-readers.ts";

export default defineRule({
  id: "accepted-value-removed",
  level: "review",
  on: ["model.altered"],
  action: "constrain",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["accepted-values-narrowed", "enum-value-dropped"],
  requirements: [{ row: 28, parts: "X" }],
  docs: {
    title: "A dbt model no longer accepts a value",
    sees: "A column of a model whose accepted_values test on the base branch lets a value pass that the test on head refuses, while somebody reads the model. Told once a column. A value that is added, and a column with several such tests or one for some of its rows, is not meant.",
    why: "A report that counts the value goes on without an error and shows zero; and rows that still have it stop the next run.",
    instead:
      "Tell the readers which value takes its place, map the old rows to it in the same pull request, and take the value from the test when no row has it any more.",
  },
  messages: {
    removed:
      "Unexpected end of {values} among the accepted values of `{column}` of {resource} `{model}`, expected {readers} to know what takes the place",
  },
  *check({ before, after }, context) {
    const readers = context.readers(after.subject, "head");
    if (readers.length === 0) return;
    const left = acceptedValues(after);
    for (const [column, values] of acceptedValues(before)) {
      const now = left.get(column);
      const gone = now === undefined ? [] : values.filter((value) => !now.includes(value));
      const at = after.columns.find(({ name }) => name.toLowerCase() === column);
      if (gone.length === 0 || at === undefined) continue;
      const shown = gone.slice(0, 3).map((value) => `\`${value}\``);
      const more = gone.length - shown.length;
      yield {
        message: "removed",
        at: at.place,
        subject: [...after.subject, at.name],
        before: values.toSorted().join(", "),
        after: (now ?? []).toSorted().join(", "),
        readers,
        data: {
          values: more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(" and "),
          column: at.name,
          model: after.name,
          resource: after.resource,
          readers: nameReaders(readers),
        },
      };
    }
  },
});
