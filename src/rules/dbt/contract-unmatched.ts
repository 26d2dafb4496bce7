import type { Model } from "../../model/dbt.ts";
import { gives, plainName, type ModelOutput } from "../../model/model-output.ts";
import { defineRule } from "../../model/rule.ts";
import { unreadOn } from "./words/unread-on.ts";

interface Unmatched {
  readonly absent: readonly string[];
  readonly extra: readonly string[];
}

/** Columns that the contract promises and the SQL does not give, and the other way round; nothing where a rest is unknown. */
function unmatched(model: Model, output: ModelOutput | undefined): Unmatched {
  if (!model.contract || output === undefined || model.columns.length === 0) return { absent: [], extra: [] };
  const declared = new Set(model.columns.map(({ name }) => plainName(name)));
  const isOpen = output.maybe.length > 0 || !output.sure;
  return {
    absent: model.columns.flatMap(({ name }) => (gives(output, name) === false ? [name] : [])),
    extra: isOpen
      ? []
      : output.columns.flatMap(({ name, key }) => (name !== "" && !declared.has(plainName(key)) ? [name] : [])),
  };
}

const few = (all: readonly string[]): string =>
  all
    .slice(0, 3)
    .map((name) => `\`${name}\``)
    .join(", ") + (all.length > 3 ? ` and ${all.length - 3} more` : "");

export default defineRule({
  id: "contract-unmatched",
  level: "review",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["contract-mismatch", "contract-columns-mismatched"],
  docs: {
    title: "The SQL of a dbt model does not keep its contract",
    sees: "A model whose contract is enforced on head promises a column that its SQL does not give, or gives one that the contract does not list, and that was not so on the base branch. Columns behind a `*` of something unknown are not counted. Told once a model.",
    why: "dbt compares both before it builds the model and refuses: it is not built, and everything behind it goes on with yesterday's rows.",
    instead: "Change the properties and the SQL in the same pull request.",
  },
  messages: {
    absent:
      "Unexpected {columns} in the contract of {resource} `{model}`, expected the columns that its SQL gives: dbt refuses to build it",
    extra:
      "Unexpected {columns} in the SQL of {resource} `{model}`, expected its enforced contract to list it: dbt refuses to build it",
  },
  *check(change, context) {
    const { after: model } = change;
    if (model.resource !== "model" || !model.contract) return;
    if (unreadOn(context.head, [model.path, ...model.columns.map(({ place }) => place.path)])) return;
    const before =
      change.kind === "model.altered"
        ? unmatched(change.before, context.output(change.before.id, "base"))
        : { absent: [], extra: [] };
    const found = unmatched(model, context.output(model.id, "head"));
    const absent = found.absent.filter((name) => !before.absent.includes(name));
    const extra = found.extra.filter((name) => !before.extra.includes(name));
    if (absent.length + extra.length === 0) return;
    const isAbsent = absent.length > 0;
    const place = model.columns.find(({ name }) => name === absent[0])?.place;
    yield {
      message: isAbsent ? "absent" : "extra",
      at: place ?? model.place,
      subject: model.subject,
      before: absent.toSorted().join(", "),
      after: extra.toSorted().join(", "),
      data: { columns: few(isAbsent ? absent : extra), model: model.name, resource: model.resource },
    };
  },
});
