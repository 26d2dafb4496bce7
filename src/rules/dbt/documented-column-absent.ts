import type { ModelColumn } from "../../model/dbt.ts";
import type { ChangeOf } from "../../model/change.ts";
import { gives } from "../../model/model-output.ts";
import { defineRule, type Context } from "../../model/rule.ts";
import { toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

const ON = ["model.added", "model.altered"] as const;
type Changed = ChangeOf<(typeof ON)[number]>;

const listedBefore = (change: Changed, { name }: ModelColumn): boolean =>
  change.kind === "model.altered" && change.before.columns.some((one) => one.name.toLowerCase() === name.toLowerCase());

/** The first column that only the list has, since this pull request. */
function absent(change: Changed, context: Context): ModelColumn | undefined {
  const { after: model } = change;
  if (model.resource !== "model" || model.contract || model.query?.varies === true) return undefined;
  const is = context.output(model.id, "head");
  if (is === undefined || unreadOn(context.head, [model.path, ...model.columns.map(({ place }) => place.path)]))
    return undefined;
  const was = change.kind === "model.altered" ? context.output(model.id, "base") : undefined;
  return model.columns.find((column) => {
    if (gives(is, column.name) !== false) return false;
    if (!listedBefore(change, column)) return true;
    const lost = was !== undefined && gives(was, column.name) === true && column.tests.length === 0;
    return lost && context.readers([...model.subject, column.name], "head").length === 0;
  });
}

const together = toldOnce(ON, (change, context) => absent(change, context)?.place.path);

export default defineRule({
  id: "documented-column-absent",
  level: "notice",
  on: ON,
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["documented-column-not-in-sql"],
  docs: {
    title: "The properties of a dbt model list a column that its SQL does not give",
    sees: "A column that this pull request puts into the properties of a model, or takes from its SQL while the properties go on to list it, and that the SQL on head does not give. Once a file. Quiet where a `*` of something unknown may hold it, where the SQL asks for a variable that may bring it, and where another rule tells the column's end: to its readers (`model-column-removed`), to its tests (`unit-test-left-behind`), under a contract (`contract-unmatched`).",
    why: "A slip in a name stands in the catalogue as a column that nobody can select; its tests fail with an error of SQL.",
    instead: "Give the column the name that the SQL gives it, or take it from the list.",
  },
  messages: {
    listed: "Unexpected column `{column}` in the properties of `{model}`, expected one that its SQL gives{others}",
    kept: "Unexpected column `{column}` in the properties of `{model}`, whose SQL gives it no more, expected it to leave them too{others}",
  },
  *check(change, context) {
    const all = together(context).get(change);
    const found = all && absent(change, context);
    if (all === undefined || found === undefined) return;
    const { after: model } = change;
    const others = all.slice(1).map(({ after }) => `\`${after.name}\``);
    const shown = others.length > 3 ? [...others.slice(0, 3), `${others.length - 3} more`] : others;
    yield {
      message: listedBefore(change, found) ? "kept" : "listed",
      at: found.place,
      subject: [...model.subject, found.name],
      data: {
        column: found.name,
        model: model.name,
        others: shown.length === 0 ? "" : `; the same of ${shown.join(", ")}`,
      },
    };
  },
});
