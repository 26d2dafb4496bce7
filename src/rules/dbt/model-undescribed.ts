import type { ChangeOf } from "../../model/change.ts";
import type { Model, ModelColumn } from "../../model/dbt.ts";
import { defineRule, type Context } from "../../model/rule.ts";
import { isUsual } from "./words/is-usual.ts";
import { andMore, toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

const FEWEST = 3;

/** Columns that its properties list without a word about them, though nearly all of its others have one. */
function silentColumns({ columns }: Model): readonly string[] {
  const silent = columns.filter(({ described }) => described !== true);
  const told = columns.length - silent.length;
  return told >= FEWEST && told >= 4 * silent.length ? silent.map(({ name }) => name) : [];
}

const isNew = ({ after: model }: ChangeOf<"model.added">, { base, head }: Context): boolean =>
  model.resource === "model" &&
  model.described !== true &&
  !unreadOn(head, [model.path]) &&
  isUsual(base, model.project, ({ described }) => described === true);

const together = toldOnce(["model.added"], (change, context) =>
  isNew(change, context) ? change.after.project : undefined,
);

/** The first column that this pull request lists without a word about it. */
function silentSince(change: ChangeOf<"model.added" | "model.altered">, { head }: Context): ModelColumn | undefined {
  const { after: model } = change;
  if (model.resource !== "model" || unreadOn(head, [model.path])) return undefined;
  const known = new Set(change.kind === "model.altered" ? change.before.columns.map(({ name }) => name) : []);
  const [first] = silentColumns(model).filter((name) => !known.has(name));
  return model.columns.find(({ name }) => name === first);
}

const inOneFile = toldOnce(["model.added", "model.altered"], (change, context) => {
  if (change.kind === "model.added" && change.after.described !== true) return undefined;
  return silentSince(change, context)?.place.path;
});

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
    sees: "A model that this pull request adds and nobody describes, in a project that describes most of its models; or a column that it adds to the properties without a description, though nearly all the others of the model have one. The models are told once a project, the columns once a file.",
    why: "What a table is for is known on the day on which it is made. A year later its readers guess.",
    instead: "models:\n  - name: fct_visits\n    description: One row for each visit of a store.",
  },
  messages: {
    model:
      "Unexpected new model `{model}`{others} without a description, expected one as most models of the project have it",
    column:
      "Unexpected new column `{column}` of `{model}`{others} without a description, expected one as its other columns have it",
  },
  *check(change, context) {
    const { after: model } = change;
    const models = change.kind === "model.added" ? together(context).get(change) : undefined;
    if (models !== undefined) {
      const data = { model: model.name, others: andMore(models) };
      yield { message: "model", at: model.place, subject: model.subject, data };
    }
    const files = inOneFile(context).get(change);
    const column = files && silentSince(change, context);
    if (files === undefined || column === undefined) return;
    const data = { model: model.name, column: column.name, others: andMore(files) };
    yield { message: "column", at: column.place, subject: [...model.subject, column.name], data };
  },
});
