import type { Model } from "../../model/dbt.ts";
import { gives, plainName, type ModelOutput } from "../../model/model-output.ts";
import { defineRule } from "../../model/rule.ts";
import { unreadOn } from "./words/unread-on.ts";

const FEWEST = 3;

/** What the SQL gives and the properties do not list. */
const unlisted = ({ columns }: Model, output: ModelOutput) => {
  const listed = new Set(columns.map(({ name }) => plainName(name)));
  return output.columns.filter(({ name, key }) => name !== "" && !listed.has(plainName(key)));
};

export default defineRule({
  id: "column-undocumented",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["sql-column-undocumented", "column-unlisted"],
  docs: {
    title: "A dbt model gives a column that its properties do not list",
    sees: "A column that the model's SQL gives since this pull request, and that its properties do not list though they list nearly all of the others. Told once a model. Under an enforced contract it is told by `contract-unmatched`.",
    why: "A list that is nearly whole is taken for the whole: whoever looks the model up does not find the column, and no test will ever stand on it.",
    instead: "columns: [{ name: region, description: Where the store lies }]",
  },
  messages: {
    unlisted:
      "Unexpected column `{column}`{others} of `{model}` outside of its properties, expected it beside the {count} that they list",
  },
  *check(change, context) {
    const { after: model } = change;
    if (model.resource !== "model" || model.contract || model.columns.length < FEWEST) return;
    const is = context.output(model.id, "head");
    const was = change.kind === "model.altered" ? context.output(model.id, "base") : undefined;
    if (is === undefined || (change.kind === "model.altered" && was === undefined)) return;
    if (unreadOn(context.head, [model.path, ...model.columns.map(({ place }) => place.path)])) return;
    const all = unlisted(model, is);
    const fresh = all.filter(({ key }) => was === undefined || gives(was, key) === false);
    const [first] = fresh;
    // Of those that are no news nearly all are listed.
    const older = all.length - fresh.length;
    if (first === undefined || model.columns.length < 4 * older || model.columns.length < fresh.length) return;
    yield {
      message: "unlisted",
      at: { path: model.path, line: first.line ?? model.place.line },
      subject: [...model.subject, first.name],
      data: {
        column: first.name,
        model: model.name,
        count: String(model.columns.length),
        others: fresh.length === 1 ? "" : ` and ${fresh.length - 1} more`,
      },
    };
  },
});
