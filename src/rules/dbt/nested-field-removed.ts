import type { Consumer } from "../../model/consumer.ts";
import { defineRule, type Context } from "../../model/rule.ts";
import { nameColumns } from "./words/name-columns.ts";
import { nameReaders } from "./words/name-readers.ts";

/** Those who say the field's name; what an exposure shows is not known. */
const saying = (all: readonly Consumer[], field: string, { head: { facts } }: Context): readonly Consumer[] =>
  all.filter(
    ({ id, kind }) => kind === "exposure" || ((facts.model[id] ?? facts.semantic[id])?.words.includes(field) ?? false),
  );

export default defineRule({
  id: "nested-field-removed",
  level: "review",
  on: ["model.altered"],
  action: "remove",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["struct-field-removed"],
  docs: {
    title: "A field of a record in a dbt model is gone",
    sees: "A column that the model makes as a record (`struct(…)`, `object_construct(…)`, `json_build_object(…)`, `named_struct(…)`) has a field fewer than on the base branch, and somebody on head who reads the column says the field's name, or is a dashboard. Told once a column. A record whose fields are not all named is not told.",
    why: "A path into JSON that leads nowhere gives NULL, and a field of a STRUCT that is not there stops its reader.",
    instead: "Keep the field until its readers have moved; a field more hurts nobody.",
  },
  messages: {
    gone: "Unexpected end of field {fields} in column `{column}` of {resource} `{model}`, expected it to stay for {readers}",
  },
  *check({ before, after }, context) {
    for (const { kind, column, fields = [], line } of context.edits(before, after) ?? []) {
      if (kind !== "nested-field-removed" || column === undefined) continue;
      const all = context.readers([...after.subject, column], "head");
      const hit = fields.flatMap((field) => {
        const readers = saying(all, field, context);
        return readers.length > 0 ? [{ field, readers }] : [];
      });
      if (hit.length === 0) continue;
      const readers = [...new Map(hit.flatMap((one) => one.readers.map((reader) => [reader.id, reader]))).values()];
      yield {
        message: "gone",
        at: line === undefined ? after.place : { path: after.path, line },
        subject: [...after.subject, column],
        after: hit
          .map(({ field }) => field)
          .toSorted()
          .join(", "),
        readers,
        data: {
          fields: nameColumns(hit.map(({ field }) => field)),
          column,
          model: after.name,
          resource: after.resource,
          readers: nameReaders(readers),
        },
      };
    }
  },
});
