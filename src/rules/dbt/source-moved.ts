import type { Source } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { nameFacts } from "./words/name-facts.ts";
import { readDirectlyBy } from "./words/read-directly-by.ts";
import { settingOf } from "./words/setting-of.ts";

const database = ({ settings }: Source): string | undefined => settingOf(settings, "database");

/** Where a source lies, as far as both sides say it. */
function move(before: Source, after: Source): { readonly was: string; readonly now: string } | undefined {
  if (before.schema === "" || after.schema === "") return undefined;
  const [from, to] = [database(before), database(after)];
  const moved = from !== undefined && to !== undefined && from !== to && from !== "nothing" && to !== "nothing";
  const spelt = ({ schema, identifier }: Source, of: string | undefined): string =>
    [...(moved ? [of] : []), schema, identifier].join(".").toLowerCase();
  const [was, now] = [spelt(before, from), spelt(after, to)];
  return was === now ? undefined : { was, now };
}

export default defineRule({
  id: "source-moved",
  level: "review",
  on: ["source.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["source-relocated", "relation-moved-source"],
  docs: {
    title: "A dbt source is read from another place",
    sees: "A source table keeps its name but leads to another database, schema or table (`identifier`) than on the base branch, and somebody on head reads it. Told once a source, for the first of its tables. A place that only a run knows is not compared.",
    why: "Every model behind it reads other rows from the next run on, while not one of their files has changed; an incremental one then holds rows of both.",
    instead:
      "Show in the pull request that both hold the same rows (counts, keys, newest day), and rebuild the incremental models behind it.",
  },
  messages: {
    moved:
      "Unexpected move of source `{source}` from `{was}` to `{now}`, expected proof that both hold the same rows for {readers}",
  },
  *check({ before, after }, context) {
    const moved = move(before, after);
    const readers = readDirectlyBy(context.head, after.id);
    if (moved === undefined || readers.length === 0) return;
    const first = context.changes.find(
      (change) =>
        change.kind === "source.altered" &&
        change.after.subject[2] === after.subject[2] &&
        change.after.subject[1] === after.subject[1] &&
        move(change.before, change.after) !== undefined &&
        readDirectlyBy(context.head, change.after.id).length > 0,
    );
    if (first?.kind === "source.altered" && first.after.id !== after.id) return;
    yield {
      message: "moved",
      at: after.place,
      subject: after.subject,
      before: moved.was,
      after: moved.now,
      data: { source: after.subject.slice(2).join("."), ...moved, readers: nameFacts(readers) },
    };
  },
});
