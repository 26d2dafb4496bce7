import type { Source } from "../../model/dbt.ts";
import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { settingOf } from "./words/setting-of.ts";
import { toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

/** Where a source lies; undefined where a part is only known to a run. */
function relationOf({ subject, schema, identifier, settings }: Source): string | undefined {
  const database = settingOf(settings, "database");
  return schema === "" || database === undefined
    ? undefined
    : JSON.stringify([subject[1], database, schema, identifier]).toLowerCase();
}

const byRelation = oncePer(({ facts }: Snapshot) =>
  Map.groupBy(
    Object.values(facts.source).filter((one) => relationOf(one) !== undefined),
    (one) => relationOf(one) ?? "",
  ),
);

/** Another source table that leads to the same relation. */
const twin = (side: Snapshot, source: Source): Source | undefined =>
  byRelation(side)
    .get(relationOf(source) ?? "")
    ?.find(({ id }) => id !== source.id);

const together = toldOnce(["source.added", "source.altered"], (change, { base, head }) => {
  const { after } = change;
  if (twin(head, after) === undefined || unreadOn(head, [after.place.path])) return undefined;
  const was = change.kind === "source.altered" && twin(base, change.before) !== undefined;
  return was ? undefined : `${after.place.path} ${relationOf(after) ?? ""}`;
});

export default defineRule({
  id: "source-duplicated",
  level: "notice",
  on: ["source.added", "source.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["duplicate-sources", "fct_duplicate_sources"],
  docs: {
    title: "Two dbt sources are one table",
    sees: "A source table that this pull request adds or moves leads to the same database, schema and table as another source table of the project. Once a relation.",
    why: "Tests, freshness and descriptions are kept on one of them, and the lineage of the table ends in two places.",
    instead: "Read the source that is there already.",
  },
  messages: {
    same: "Unexpected source table `{source}` for {schema}.{identifier}, expected the one that stands for it already: `{other}`",
  },
  *check(change, context) {
    if (!together(context).has(change)) return;
    const { after } = change;
    const other = twin(context.head, after);
    if (other === undefined) return;
    yield {
      message: "same",
      at: after.place,
      subject: after.subject,
      after: `${after.schema}.${after.identifier}`.toLowerCase(),
      data: {
        source: after.subject.slice(2).join("."),
        other: other.subject.slice(2).join("."),
        schema: after.schema,
        identifier: after.identifier,
      },
    };
  },
});
