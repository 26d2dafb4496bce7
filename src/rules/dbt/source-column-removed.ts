import type { Source } from "../../model/dbt.ts";
import type { ChangeOf } from "../../model/change.ts";
import { plainName } from "../../model/model-output.ts";
import { defineRule, type Context } from "../../model/rule.ts";
import { nameFacts } from "./words/name-facts.ts";
import { readDirectlyBy } from "./words/read-directly-by.ts";
import { unreadOn } from "./words/unread-on.ts";

/** Columns that the properties no longer list, while they list others, each with the models whose SQL names it. */
function missed({ before, after }: ChangeOf<"source.altered">, context: Context) {
  if (after.columns.length === 0 || unreadOn(context.head, [after.place.path])) return [];
  const listed = new Set(after.columns.map(({ name }) => plainName(name)));
  const gone = before.columns.filter(({ name }) => !listed.has(plainName(name)));
  return gone.flatMap((column) => {
    const readers = readersOf(context, after, plainName(column.name));
    return readers.length === 0 ? [] : [{ column, readers }];
  });
}

const readersOf = (context: Context, source: Source, column: string) =>
  readDirectlyBy(context.head, source.id).filter(
    (one) =>
      one.kind === "model" &&
      context
        .output(one.id, "head")
        ?.uses.some(({ id, column: used }) => id === source.id && plainName(used) === column) === true,
  );

export default defineRule({
  id: "source-column-removed",
  level: "review",
  on: ["source.altered"],
  action: "remove",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["source-column-removed-from-yaml"],
  docs: {
    title: "A column leaves the properties of a dbt source while models still read it",
    sees: "A column that the properties of a source table listed on the base branch and list no more, while they list others, and the SQL of a model on head names it. Told once a table. A table that loses all of its columns lost its documentation, and is not meant.",
    why: "Either the column is gone from the table, and the models fail at their next run; or it is there, and its tests and its description went by mistake.",
    instead: "Change the models in the same pull request, or list the column again.",
  },
  messages: {
    read: "Unexpected end of column `{column}` in the properties of source `{source}`, expected nobody to read it; {readers} still would",
  },
  *check(change, context) {
    const [first] = missed(change, context);
    if (first === undefined) return;
    const { after } = change;
    yield {
      message: "read",
      at: first.column.place,
      side: "base",
      subject: [...after.subject, first.column.name],
      before: first.column.name.toLowerCase(),
      data: {
        column: first.column.name,
        source: after.subject.slice(2).join("."),
        readers: nameFacts(first.readers),
      },
    };
  },
});
