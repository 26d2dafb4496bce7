import type { Model } from "../../model/dbt.ts";
import { plainName, type OutputColumn } from "../../model/model-output.ts";
import { defineRule, type Context } from "../../model/rule.ts";
import { nameColumns } from "./words/name-columns.ts";
import { nameFacts } from "./words/name-facts.ts";
import { readDirectlyBy } from "./words/read-directly-by.ts";
import { settingOf } from "./words/setting-of.ts";

const madeOf = ({ made }: OutputColumn): readonly string[] =>
  made.map(({ id, column }) => `${id}.${plainName(column)}`);

/** Columns that a model whose own SQL stays as it was takes from other columns now: it takes them by their position. */
function shifted(reader: Model, { id }: Model, context: Context): readonly string[] {
  const old = context.base.facts.model[reader.id];
  if (old === undefined || old.query === undefined || old.query.sql !== reader.query?.sql) return [];
  const [was, is] = [context.output(old.id, "base"), context.output(reader.id, "head")];
  if (was === undefined || is === undefined) return [];
  return is.columns.flatMap((column) => {
    const twin = was.columns.find(({ key }) => key === column.key);
    if (twin === undefined || ![...twin.made, ...column.made].some((one) => one.id === id)) return [];
    const [before, after] = [madeOf(twin), madeOf(column)];
    const moved = before.some((one) => !after.includes(one)) && after.some((one) => !before.includes(one));
    return moved && before.length > 0 && after.length > 0 ? [column.name] : [];
  });
}

const INSERT = /\binsert\s+into\s+[^\s(]+\s+select\s+\*\s+from\s+(\S+)/gi;

/** A hook that fills a table by position. */
const inserts = (hooks: string, name: string, own: boolean): boolean =>
  [...hooks.matchAll(INSERT)].some(
    ([all]) => all.toLowerCase().includes(name.toLowerCase()) || (own && /this/.test(all)),
  );

const hooksOf = ({ settings }: Model): string =>
  ["post_hook", "pre_hook"].map((key) => settingOf(settings, key) ?? "").join("\n");

export default defineRule({
  id: "column-reordered",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["positional-reader-broken"],
  docs: {
    title: "Columns stand in another order, and somebody takes them by position",
    sees: "The columns of a model or seed change places, or one comes in before others, and a model that reads it with `*` in a union takes other columns under its names now, though its own SQL is as it was; or a hook fills a table with `insert into … select *` from it. Where everybody names columns the order is nobody's affair, and nothing is told.",
    why: "A union pairs columns by their position: amounts become taxes from one run to the next, and where the types fit nothing fails.",
    instead: "Add columns at the end, and name them in the union's branches.",
  },
  messages: {
    shifted:
      "Unexpected order of the columns of {resource} `{model}`, expected it to stay: {readers} would take others by position as {columns}",
    inserted:
      "Unexpected order of the columns of {resource} `{model}`, expected it to stay: a hook of {readers} inserts them by position",
  },
  *check({ before, after }, context) {
    const moved = (context.edits(before, after) ?? []).some(({ kind }) => kind === "column-moved");
    const reordered = before.header !== undefined && before.header.join("\n") !== after.header?.join("\n");
    if (!moved && !reordered) return;
    const shared = { at: after.place, subject: after.subject } as const;
    const all = context.readers(after.subject, "head");
    const hit = readDirectlyBy(context.head, after.id).flatMap((reader) => {
      const columns = reader.kind === "model" ? shifted(reader, after, context) : [];
      return columns.length > 0 ? [{ reader, columns }] : [];
    });
    const ids = new Set(hit.map(({ reader }) => reader.id));
    const columns = [...new Set(hit.flatMap((one) => one.columns))];
    const data = { model: after.name, resource: after.resource };
    if (hit.length > 0)
      yield {
        ...shared,
        message: "shifted",
        after: columns.toSorted().join(", "),
        readers: all.filter(({ id }) => ids.has(id)),
        data: { ...data, readers: nameFacts(hit.map(({ reader }) => reader)), columns: nameColumns(columns) },
      };
    const filling = Object.values(context.head.facts.model).filter((one) =>
      inserts(hooksOf(one), after.name, one.id === after.id),
    );
    if (filling.length > 0)
      yield { ...shared, message: "inserted", after: "insert", data: { ...data, readers: nameFacts(filling) } };
  },
});
