import type { Model } from "../../model/dbt.ts";
import type { ChangeOf } from "../../model/change.ts";
import type { Context } from "../../model/rule.ts";
import { defineRule } from "../../model/rule.ts";
import { toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

const columnOf = ({ columns }: Model, name: string) =>
  columns.find((one) => one.name.toLowerCase() === name.toLowerCase());

/** Columns that stay and of which nobody says any more what they are; an empty name stands for the model. */
function silenced({ before, after }: ChangeOf<"model.altered">, { head }: Context): readonly string[] {
  const places = before.columns.map(({ place }) => place.path);
  if (unreadOn(head, [after.path, ...places])) return [];
  const model = before.described === true && after.described !== true ? [""] : [];
  const columns = before.columns.filter(({ name, described }) => {
    const twin = columnOf(after, name);
    return described === true && twin !== undefined && twin.described !== true;
  });
  return [...model, ...columns.map(({ name }) => name)];
}

const together = toldOnce(["model.altered"], (change, context) =>
  silenced(change, context).length === 0
    ? undefined
    : (change.after.columns[0] ?? change.before.columns[0] ?? change.after).place.path,
);

export default defineRule({
  id: "description-removed",
  level: "notice",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["description-regressed", "documentation-removed"],
  docs: {
    title: "A description of a dbt model or column is gone",
    sees: "A model, or a column of it, that stays in the properties had a description on the base branch and has none on head. Once a file. A column that leaves the properties, and a description in other words, are no finding.",
    why: "What a column means is known to those who wrote it down; the next reader guesses.",
    instead: "Keep the sentence, or write the one that is true now.",
  },
  messages: {
    gone: "Unexpected end of the description of `{what}`{others}, expected the sentence to stay or to be put right",
  },
  *check(change, context) {
    const all = together(context).get(change);
    if (all === undefined) return;
    const { after } = change;
    const [first = ""] = silenced(change, context);
    const column = after.columns.find(({ name }) => name === first);
    const more = all.reduce((count, one) => count + silenced(one, context).length, -1);
    yield {
      message: "gone",
      at: column?.place ?? after.columns[0]?.place ?? after.place,
      subject: column === undefined ? after.subject : [...after.subject, column.name],
      data: {
        what: column === undefined ? after.name : `${after.name}.${column.name}`,
        others: more === 0 ? "" : ` and of ${more} more`,
      },
    };
  },
});
