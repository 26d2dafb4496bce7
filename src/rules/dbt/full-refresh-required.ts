import type { QueryEdit } from "../../model/query-edit.ts";
import { defineRule } from "../../model/rule.ts";
import { nameColumns } from "./words/name-columns.ts";
import { settingOf } from "./words/setting-of.ts";

const VALUES = /^column-(?:meaning-changed|expression-edited|nullability-loosened|type-(?:changed|narrowed|widened))$/;
const ROWS =
  /^(?:row-set-changed|condition-edited|join-changed|join-added|source-changed|grain-changed|distinct-changed)$/;

const isEdited = ({ verdict, cause }: QueryEdit): boolean => verdict !== "safe" && !cause.includes("`*`");

const told = ({ kind, column, cause }: QueryEdit): string => [kind, column, cause].join("\n");

export default defineRule({
  id: "full-refresh-required",
  level: "review",
  on: ["model.altered"],
  action: "rewrite",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["history-not-filled"],
  docs: {
    title: "Rows that an incremental model holds were made by the old SQL",
    sees: "A model that is incremental on both sides makes a column in another way, or chooses, joins or groups its rows in another way, in its full build and in its increments alike. Rows from before stay as they were until the table is built whole. Told once a model; how new rows are picked is told by `incremental-filter-changed`, columns that come or go by `incremental-columns-drifted`. A model with `full_refresh: false` cannot be built whole at all, and is told as such.",
    why: "One column then says two things, the old one before the day of the merge and the new one after it, and nothing in the table tells where.",
    instead:
      "dbt run --full-refresh --select this_model+ after the merge, or an update of the old rows in a migration.",
  },
  messages: {
    required:
      "Unexpected change of {what} of incremental model `{model}`, expected a full refresh: rows that are there keep what the old SQL gave",
    refused:
      "Unexpected change of {what} of incremental model `{model}` with `full_refresh: false`, expected a plan for its old rows: they keep what the old SQL gave",
  },
  *check({ before, after }, context) {
    if (before.materialized !== "incremental" || after.materialized !== "incremental") return;
    // What only a build of the whole is made by does nothing to a table that is there.
    const whole = context.edits(before, after) ?? [];
    const added = new Set((context.edits(before, after, "increment") ?? whole).map(told));
    const edits = whole.filter((edit) => isEdited(edit) && added.has(told(edit)));
    const columns = [...new Set(edits.flatMap(({ kind, column }) => (VALUES.test(kind) && column ? [column] : [])))];
    const rows = edits.filter(({ kind }) => ROWS.test(kind));
    if (columns.length === 0 && rows.length === 0) return;
    const refused = settingOf(after.settings, "full_refresh")?.toLowerCase() === "false";
    const what = [
      ...(columns.length > 0 ? [nameColumns(columns)] : []),
      ...(rows.length > 0 ? [`its rows (${rows[0]?.cause ?? ""})`] : []),
    ].join(" and ");
    const sure = edits.some(({ verdict, inside }) => verdict === "breaking" && inside === undefined);
    const line = edits.find((edit) => edit.line !== undefined)?.line;
    yield {
      message: refused ? "refused" : "required",
      at: line === undefined ? after.place : { path: after.path, line },
      subject: after.subject,
      after: [...columns.toSorted(), ...new Set(rows.map(({ cause }) => cause).toSorted())].join("; "),
      data: { model: after.name, what },
      ...(!sure && ({ verdicts: { data: "unknown", meaning: "unknown" } } as const)),
    };
  },
});
