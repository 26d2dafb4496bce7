import type { ModelColumn } from "../../model/dbt.ts";
import { gives } from "../../model/model-output.ts";
import { defineRule } from "../../model/rule.ts";
import { unreadOn } from "./words/unread-on.ts";

export default defineRule({
  id: "documented-column-absent",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["documented-column-not-in-sql"],
  docs: {
    title: "The properties of a dbt model list a column that its SQL does not give",
    sees: "A column that this pull request puts into the properties of a model, or takes from its SQL while the properties go on to list it, and that the SQL on head does not give. Told once a model. Quiet where a `*` of something unknown may hold it, and where another rule tells the column's end: to its readers (`model-column-removed`), to its tests (`unit-test-left-behind`), under a contract (`contract-unmatched`).",
    why: "A slip in a name stands in the catalogue as a column that nobody can select; its tests fail with an error of SQL.",
    instead: "Give the column the name that the SQL gives it, or take it from the list.",
  },
  messages: {
    listed: "Unexpected column `{column}` in the properties of `{model}`, expected one that its SQL gives",
    kept: "Unexpected column `{column}` in the properties of `{model}`, whose SQL gives it no more, expected it to leave them too",
  },
  *check(change, context) {
    const { after: model } = change;
    if (model.resource !== "model" || model.contract) return;
    const is = context.output(model.id, "head");
    if (is === undefined || unreadOn(context.head, [model.path, ...model.columns.map(({ place }) => place.path)]))
      return;
    const before = change.kind === "model.altered" ? change.before : undefined;
    const was = before === undefined ? undefined : context.output(before.id, "base");
    const isListed = ({ name }: ModelColumn): boolean =>
      before?.columns.some((one) => one.name.toLowerCase() === name.toLowerCase()) === true;
    const found = model.columns.find((column) => {
      if (gives(is, column.name) !== false) return false;
      if (!isListed(column)) return true;
      const lost = was !== undefined && gives(was, column.name) === true && column.tests.length === 0;
      return lost && context.readers([...model.subject, column.name], "head").length === 0;
    });
    if (found === undefined) return;
    yield {
      message: isListed(found) ? "kept" : "listed",
      at: found.place,
      subject: [...model.subject, found.name],
      data: { column: found.name, model: model.name },
    };
  },
});
