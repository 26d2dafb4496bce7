import { gives, type ModelOutput } from "../../model/model-output.ts";
import { defineRule } from "../../model/rule.ts";
import { settingOf } from "./words/setting-of.ts";

const FEWEST_SHOWN = 3;
const names = (of: readonly string[]): string =>
  [...of.slice(0, FEWEST_SHOWN).map((name) => `\`${name}\``), ...(of.length > FEWEST_SHOWN ? ["…"] : [])].join(", ");

/** Columns that one side gives and the other, whose columns are all known, does not. */
const onlyIn = (one: ModelOutput, other: ModelOutput): readonly string[] =>
  one.columns.flatMap(({ name }) => (name !== "" && gives(other, name) === false ? [name] : []));

export default defineRule({
  id: "incremental-columns-drifted",
  level: "review",
  on: ["model.altered"],
  action: "rewrite",
  verdicts: { data: "conditional", consumer: "conditional", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["incremental-schema-drift"],
  docs: {
    title: "An incremental model has other columns, and its table does not get them by itself",
    sees: "A model that is incremental on both sides gives a column more or fewer by its SQL, and its `on_schema_change` does not carry that over: with `ignore` (dbt's default) a new column never arrives and a missing one stops the run; `fail` stops it; `append_new_columns` keeps a column that nothing fills; `sync_all_columns` drops it with its values. A new column under the last two is a healthy change and no finding. Columns behind a `*` of something unknown are not counted.",
    why: "The pull request is green, the model runs, and the column is not there; or the load stands still on the next morning.",
    instead:
      "on_schema_change: append_new_columns, and dbt run --full-refresh where rows from before need the column too",
  },
  messages: {
    absent:
      "Unexpected new {columns} of incremental model `{model}` with `on_schema_change` {osc}, expected a full refresh: until then its table has no such column",
    stopped:
      "Unexpected change of {columns} in incremental model `{model}` with `on_schema_change` {osc}, expected a full refresh: the next run stops without it",
    stale:
      "Unexpected end of {columns} of incremental model `{model}` with `on_schema_change` {osc}, expected a plan for them: they stay in its table, empty from now on",
    dropped:
      "Unexpected end of {columns} of incremental model `{model}` with `on_schema_change` {osc}, expected their values to be kept: the next run drops them from its table",
  },
  *check({ before, after }, context) {
    if (before.materialized !== "incremental" || after.materialized !== "incremental") return;
    const [was, is] = [context.output(before.id, "base"), context.output(after.id, "head")];
    const said = settingOf(after.settings, "on_schema_change");
    if (was === undefined || is === undefined || said === undefined) return;
    const osc = said === "nothing" ? "ignore" : said;
    const [gone, come] = [onlyIn(was, is), onlyIn(is, was)];
    const [message, columns] = outcome(osc, gone, come) ?? [];
    if (message === undefined || columns === undefined) return;
    yield {
      message,
      at: after.place,
      subject: after.subject,
      before: gone.toSorted().join(", "),
      after: come.toSorted().join(", "),
      data: { model: after.name, osc, columns: names(columns) },
      ...(message === "dropped" && ({ verdicts: { data: "broken" } } as const)),
    };
  },
});

function outcome(
  osc: string,
  gone: readonly string[],
  come: readonly string[],
): readonly ["absent" | "stopped" | "stale" | "dropped", readonly string[]] | undefined {
  if (osc === "fail" && gone.length + come.length > 0) return ["stopped", [...gone, ...come]];
  if (osc === "ignore" && gone.length > 0) return ["stopped", gone];
  if (osc === "ignore" && come.length > 0) return ["absent", come];
  if (gone.length === 0) return undefined;
  if (osc === "append_new_columns") return ["stale", gone];
  return osc === "sync_all_columns" ? ["dropped", gone] : undefined;
}
