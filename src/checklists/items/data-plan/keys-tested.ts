import type { Model } from "../../../model/dbt.ts";
import { isFull } from "../../../model/coverage.ts";
import type { Place } from "../../../model/place.ts";
import type { Weakness } from "../../../model/quality.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { isGuarded, keyGuardsOf, testsUnknown } from "../../look/guarded.ts";
import { namesIn } from "../../look/names-in.ts";
import { speaksOf } from "../../look/project.ts";
import { broken, planned } from "../../look/promised.ts";
import { rowsBy } from "../../look/rows.ts";
import { inWords } from "../../look/topics.ts";

const MODEL = /\bmodels?\b|\btable\b|\bdataset\b|\bname\b/;
const WEAK: Readonly<Record<Weakness, string>> = {
  warns: "only warns",
  where: "looks at some of the rows",
  share: "lets a share of the rows pass",
  tolerates: "lets some doubles pass",
  unenforced: "nobody enforces",
};
const KEY = /\bkeys?\b|\bunique by\b|\bgrain\b/;

export default defineItem({
  id: "keys-tested",
  asked: { "data-plan": "quality" },
  requirements: [
    { row: 25, parts: "X" },
    { row: 26, parts: "X" },
  ],
  level: "review",
  title: "Tests of keys",
  demand: "for each model a test that its key is there once and never empty",
  why: "A key that is there twice doubles every sum behind the next join, and no run fails.",
  template: "- Not null and unique: <key columns> (<severity>)",
  messages: {
    twice:
      "Unexpected key `{key}` of `{model}` that no test holds to be unique, expected `unique` or a unique combination of columns",
    partly: "Unexpected key `{key}` of `{model}` whose test (`{test}`) {how}, expected one that stops on any double",
    empty: "Unexpected key column `{column}` of `{model}` that may be null, expected a `not_null` test or constraint",
    nulls: "Unexpected promise of no nulls in `{column}`, which no test of `{model}` keeps, expected `not_null`",
    doubles: "Unexpected promise of no duplicates in `{column}`, which no test of `{model}` keeps, expected `unique`",
  },
  *check(stage, context) {
    const { head } = context;
    if (testsUnknown(head)) return;
    const told = new Set<string>();
    for (const { model, key, at } of keysIn(context)) {
      const data = { model: model.name, key: key.join(", ") };
      const place = at ?? stage.place;
      const guards = keyGuardsOf(model, key, head);
      const [first] = guards;
      if (first !== undefined && !guards.some(isFull))
        yield {
          part: "X",
          message: "partly",
          at: place,
          of: model.name,
          data: { ...data, test: first.by.slice(0, 80), how: inWords(first.weak.map((one) => WEAK[one])) },
          level: "notice",
        };
      if (first === undefined) {
        for (const column of key) told.add(column);
        yield { part: "X", message: "twice", at: place, of: model.name, data, level: "block" };
      }
      for (const column of key) {
        if (isGuarded(model, column, "nulls", head)) continue;
        told.add(column);
        yield {
          part: "X",
          message: "empty",
          at: place,
          of: `${model.name}.${column}`,
          data: { ...data, column },
          level: "block",
        };
      }
    }
    for (const [promise, message] of [
      ["nulls", "nulls"],
      ["unique", "doubles"],
    ] as const)
      for (const { column, model, said } of broken(stage, promise, context)) {
        if (told.has(column) || (promise === "unique" && said.text.includes(" with "))) continue;
        yield { part: "X", message, at: said.place, of: column, data: { column, model } };
      }
  },
});

/** The key of each model as the plan's table gives it, else as the model itself declares it. */
function keysIn(
  context: ItemContext,
): readonly { readonly model: Model; readonly key: readonly string[]; readonly at?: Place }[] {
  const rows = (context.stage("modelling")?.tables ?? []).flatMap((table) => rowsBy(table, { model: MODEL, key: KEY }));
  return planned(context).flatMap((model) => {
    if (model.resource !== "model") return [];
    const row = rows.find((each) => each.model !== undefined && speaksOf(each.model.text, model.name));
    // Where a row speaks of several models, nobody knows which key belongs to which.
    const alone = row?.model?.text.includes(",") === false;
    const said = alone && row.key?.open !== true ? namesIn(row.key?.text ?? "") : [];
    const listed = said.filter((name) => model.columns.some((column) => column.name === name));
    if (said.length > 0 && listed.length === said.length && row?.key !== undefined)
      return [{ model, key: said, at: row.key.place }];
    const declared = model.settings?.["unique_key"] ?? [];
    return declared.length === 0 || declared.some((name) => !/^\w+$/.test(name)) ? [] : [{ model, key: declared }];
  });
}
