import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { isUsual } from "./words/is-usual.ts";
import { unreadOn } from "./words/unread-on.ts";

const FEWEST = 3;

/** Columns that its properties list without a word about them, though nearly all of its others have one. */
function silentColumns({ columns }: Model): readonly string[] {
  const silent = columns.filter(({ described }) => described !== true);
  const told = columns.length - silent.length;
  return told >= FEWEST && told >= 4 * silent.length ? silent.map(({ name }) => name) : [];
}

export default defineRule({
  id: "model-undescribed",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: [
    "description-missing",
    "undocumented-model",
    "fct_undocumented_models",
    "model-description-missing",
    "column-description-missing",
  ],
  requirements: [
    { row: 110, parts: "X" },
    { row: 195, parts: "X" },
  ],
  docs: {
    title: "A new dbt model or column comes without a description",
    sees: "A model that this pull request adds and nobody describes, in a project that describes most of its models; or a column that it adds to the properties without a description, though nearly all the others of the model have one.",
    why: "What a table is for is known on the day on which it is made. A year later its readers guess.",
    instead: "models:\n  - name: fct_visits\n    description: One row for each visit of a store.",
  },
  messages: {
    model: "Unexpected new model `{model}` without a description, expected one as most models of the project have it",
    column:
      "Unexpected new column `{column}` of `{model}` without a description, expected one as its other columns have it",
  },
  *check(change, { base, head }) {
    const { after: model } = change;
    if (model.resource !== "model" || unreadOn(head, [model.path])) return;
    const data = { model: model.name };
    if (change.kind === "model.added" && model.described !== true) {
      if (isUsual(base, model.project, ({ described }) => described === true))
        yield { message: "model", at: model.place, subject: model.subject, data };
      return;
    }
    const known = new Set(change.kind === "model.altered" ? change.before.columns.map(({ name }) => name) : []);
    const [first] = silentColumns(model).filter((name) => !known.has(name));
    const column = model.columns.find(({ name }) => name === first);
    if (column === undefined) return;
    const subject = [...model.subject, column.name] as const;
    yield { message: "column", at: column.place, subject, data: { ...data, column: column.name } };
  },
});
