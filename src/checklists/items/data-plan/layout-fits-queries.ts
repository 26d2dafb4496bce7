import type { Model } from "../../../model/dbt.ts";
import { defineItem } from "../../item.ts";
import { LARGE_PER_DAY, recordsPerDay } from "../../look/load.ts";
import { namesIn } from "../../look/names-in.ts";
import { speaksOf } from "../../look/project.ts";
import { planned } from "../../look/promised.ts";
import { givesReason } from "../../look/reason.ts";
import { statementsOf } from "../../look/statements.ts";

const PARTITIONED = /\bpartition(?:ed|s)?\b/i;
const UNPARTITIONED = /\b(?:not|no|without|un)\s?-?partition/i;
const BY_TIME =
  /\branges? of (?:days|dates|months)\b|\btime[- ]series\b|\bby (?:day|date|month)\b.*\bquer\w+|\bquer\w+.*\b(?:by|per|of the last \d+) (?:day|date|days|month)s?\b/i;
const TENANT =
  /\b(?:one|each|single|every|per|by)\b.{0,30}\b(?:tenants?|sellers?|customers?|accounts?|merchants?|clients?|organi[sz]ations?|workspaces?)\b/i;
const ASKED = /\bquer\w+|\bfilter\w*|\baccess\w*|\breads? (?:only )?(?:its|their|one)\b/i;
const LOOKUP =
  /\blook(?:s|ed|ing)?[- ]?ups?\b.{0,30}\b(?:single|one|orders?|rows?|records?|by)\b|\bpoint (?:reads?|look-?ups?|quer\w+)\b|\bsingle[- ](?:row|record)s?\b/i;
const LAID_OUT = /^(?:partition_by|cluster_by|sort|dist|indexes|order_by|primary_key)\b/;

export default defineItem({
  id: "layout-fits-queries",
  asked: { "data-plan": "modelling" },
  requirements: [
    { row: 48, parts: "X" },
    { row: 49, parts: "X" },
    { row: 50, parts: "X" },
  ],
  level: "review",
  title: "Partitions and clusters",
  demand: "partitions and clusters that the queries need, in the plan and in the models alike",
  why: "Without its partition each query of one day reads all the years, and pays for them.",
  template: "Partition: <column> by <day or month>, since <which queries ask so>; clustered by <columns>",
  messages: {
    unkept:
      "Unexpected partition by `{column}`, which no model of the plan has in the project, expected `partition_by`",
    whole:
      "Unexpected `{model}` without a partition beside {count} records a day and queries over ranges of time, expected `partition_by`, or the reason why not",
    tenant:
      "Unexpected queries for one `{column}` at a time, which is in no partition and no cluster, expected it there, or the reason why not",
    lookup:
      "Unexpected look-ups of single rows in models without a cluster, a sort key or an index, expected one, or the reason why not",
  },
  *check(stage, context) {
    const models = planned(context).filter(
      ({ materialized }) => materialized === "table" || materialized === "incremental",
    );
    if (models.length === 0) return;
    const all = statementsOf(stage);
    const spots = new Set(models.flatMap(spotsOf));
    const promised = all.filter(({ text }) => PARTITIONED.test(text) && !UNPARTITIONED.test(text));
    for (const { text, place } of promised) {
      const behind = text.slice(PARTITIONED.exec(text)?.index ?? 0).split(/[;.]\s|,\s(?:since|because)/)[0] ?? "";
      const columns = namesIn(behind).filter((name) => models.some((model) => hasColumn(model, name)));
      const [column] = columns;
      if (column !== undefined && !columns.some((name) => spots.has(name.toLowerCase())))
        yield { part: "X", message: "unkept", at: place, of: column, data: { column } };
    }
    const count = recordsPerDay(context);
    const ranged = all.find(({ text }) => BY_TIME.test(text));
    if (ranged !== undefined && count >= LARGE_PER_DAY && promised.length === 0)
      for (const model of models.filter(({ name }) => /^(?:fct|fact)_/i.test(name))) {
        const own = all.filter(({ text }) => speaksOf(text, model.name));
        if (spotsOf(model).length > 0 || own.some(({ text }) => givesReason(text))) continue;
        const data = { model: model.name, count: count.toLocaleString("en-US") };
        yield { part: "X", message: "whole", at: own[0]?.place ?? ranged.place, of: model.name, data };
      }
    for (const { text, place } of all)
      for (const sentence of text.split(/(?<=[^\d\s])[.;]\s/)) {
        if (givesReason(sentence) && !ASKED.test(sentence)) continue;
        const [column] =
          TENANT.test(sentence) && ASKED.test(sentence)
            ? namesIn(sentence).filter((name) => /_(?:id|key|code)$/.test(name))
            : [];
        if (column !== undefined && !spots.has(column.toLowerCase()))
          yield { part: "X", message: "tenant", at: place, of: column, data: { column }, level: "notice" };
        if (LOOKUP.test(sentence) && !models.some((model) => keysOf(model).length > 0))
          yield { part: "X", message: "lookup", at: place, of: "look-up", level: "notice" };
      }
  },
});

const hasColumn = ({ columns, words }: Model, name: string): boolean =>
  columns.some((column) => column.name.toLowerCase() === name.toLowerCase()) || words.includes(name.toLowerCase());

/** Every column that the model's partitions, clusters, sort keys and indexes name. */
const spotsOf = ({ settings = {} }: Model): readonly string[] =>
  Object.entries(settings)
    .filter(([key]) => LAID_OUT.test(key))
    .flatMap(([, values]) =>
      values.length === 0 ? ["?"] : values.flatMap((value) => value.toLowerCase().match(/\w+/g) ?? []),
    );

const keysOf = ({ settings = {} }: Model): readonly string[] =>
  Object.keys(settings).filter((key) => LAID_OUT.test(key) && !key.startsWith("partition_by"));
