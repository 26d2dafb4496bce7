import type { Change } from "../../model/change.ts";
import type { Model } from "../../model/dbt.ts";
import { oncePer } from "../../model/once-per.ts";
import { gives } from "../../model/model-output.ts";
import { defineRule, type Context } from "../../model/rule.ts";
import { nameColumns } from "./words/name-columns.ts";

/** Columns that a snapshot took on the base branch and takes no more. */
function ended(snapshot: Model, context: Context): readonly string[] {
  const [was, is] = [context.output(snapshot.id, "base"), context.output(snapshot.id, "head")];
  if (was === undefined || is === undefined) return [];
  return was.columns.flatMap(({ name }) => (name !== "" && gives(is, name) === false ? [name] : []));
}

/** Models whose own SQL is another one. */
const edited = oncePer(
  (changes: readonly Change[]) =>
    new Set(
      changes.flatMap((one) => (one.kind === "model.altered" && one.fields.includes("query") ? [one.after.id] : [])),
    ),
);

export default defineRule({
  id: "snapshot-column-ended",
  level: "review",
  on: ["model.altered"],
  action: "remove",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["snapshot-source-column-removed"],
  docs: {
    title: "The history of a column ends",
    sees: "A snapshot takes a column no more that it took on the base branch: its own SQL leaves it out, or a model that it reads does. Told at what was changed, once a snapshot, whether or not anybody reads the snapshot. A column that may still come through a `*` of something unknown is not told. A column under `check_cols`, `unique_key` or `updated_at` stops the snapshot, and is told as such.",
    why: "A snapshot is the only copy of how things were: what it does not see in one night is not to be had afterwards.",
    instead:
      "Keep the column in what the snapshot reads, or begin a snapshot of the place where it lives on before it goes here.",
  },
  messages: {
    ended:
      "Unexpected end of {columns} in what snapshot `{snapshot}` reads, expected its history to go on: from the next run on it is not recorded",
    stopped:
      "Unexpected end of {columns} in what snapshot `{snapshot}` reads, expected it to stay: the snapshot tells changes by it, and stops",
  },
  *check({ before, after }, context) {
    const snapshots = Object.values(context.head.facts.model).filter(
      (one) => one.resource === "snapshot" && (one.id === after.id || reads(one, after, context)),
    );
    for (const snapshot of snapshots) {
      // Where its own SQL changed, it is told there.
      if (snapshot.id !== after.id && edited(context.changes).has(snapshot.id)) continue;
      const columns = ended(snapshot, context).filter(
        (name) => snapshot.id === after.id || leftHere(name, before, after, context),
      );
      if (columns.length === 0) continue;
      const { settings = {} } = snapshot;
      const needed = ["check_cols", "unique_key", "updated_at"].flatMap((key) => settings[key] ?? []);
      const stops = columns.some((name) => needed.some((one) => one.toLowerCase() === name.toLowerCase()));
      yield {
        message: stops ? "stopped" : "ended",
        at: after.place,
        subject: snapshot.subject,
        after: columns.toSorted().join(", "),
        data: { snapshot: snapshot.name, columns: nameColumns(columns) },
      };
    }
  },
});

/** The model that was altered is behind the snapshot. */
const reads = (snapshot: Model, { subject }: Model, context: Context): boolean =>
  context.readers(subject, "head").some(({ id }) => id === snapshot.id);

/** It went in this very model. */
function leftHere(name: string, before: Model, after: Model, context: Context): boolean {
  const [was, is] = [context.output(before.id, "base"), context.output(after.id, "head")];
  return was !== undefined && is !== undefined && gives(was, name) !== false && gives(is, name) === false;
}
