import { gives, plainName } from "../../model/model-output.ts";
import { defineRule } from "../../model/rule.ts";
import { nameColumns } from "./words/name-columns.ts";
import { nameFacts } from "./words/name-facts.ts";
import { readDirectlyBy } from "./words/read-directly-by.ts";
import { newSlips } from "./words/slips-of.ts";

export default defineRule({
  id: "column-added-collides",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["new-column-ambiguous"],
  docs: {
    title: "A new column has the name of one that its readers already have",
    sees: "A column that comes with this pull request makes a model that reads it, and whose own SQL stays as it was, say a name that two of its relations give now, or give the same name twice (`select a.*, b.*`). Told once a model, with those readers. Only where the columns of all relations in question are known.",
    why: "The reader fails at its next run with an ambiguous column, or builds a table with a column that nobody asked for, though nobody touched it.",
    instead:
      "Name the relation before the column in the readers first (o.region), or give the new column a name of its own.",
  },
  messages: {
    ambiguous: "Unexpected new {columns} of {resource} `{model}`, expected no namesake beside it in {readers}",
  },
  *check({ before, after }, context) {
    const [was, is] = [context.output(before.id, "base"), context.output(after.id, "head")];
    if (was === undefined || is === undefined) return;
    const come = is.columns.filter(({ name }) => name !== "" && gives(was, name) === false);
    if (come.length === 0) return;
    const hit = readDirectlyBy(context.head, after.id).flatMap((reader) => {
      const old = reader.kind === "model" ? context.base.facts.model[reader.id] : undefined;
      if (reader.kind !== "model" || old === undefined || old.query?.sql !== reader.query?.sql) return [];
      const clashes = newSlips(old.id, reader.id, "clashes", context).map(plainName);
      const columns = come.filter(({ key }) => clashes.includes(plainName(key)));
      return columns.length > 0 ? [{ reader, columns }] : [];
    });
    const [first] = hit;
    const columns = [...new Set(hit.flatMap((one) => one.columns.map(({ name }) => name)))];
    if (first === undefined) return;
    const line = first.columns[0]?.line;
    const ids = new Set(hit.map(({ reader }) => reader.id));
    yield {
      message: "ambiguous",
      at: line === undefined ? after.place : { path: after.path, line },
      subject: after.subject,
      after: columns.toSorted().join(", "),
      readers: context.readers(after.subject, "head").filter(({ id }) => ids.has(id)),
      data: {
        columns: nameColumns(columns),
        model: after.name,
        resource: after.resource,
        readers: nameFacts(hit.map(({ reader }) => reader)),
      },
    };
  },
});
