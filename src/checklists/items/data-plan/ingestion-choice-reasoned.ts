import type { Place } from "../../../model/place.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { sourceName, sourcesOf, speaksOf } from "../../look/project.ts";
import { givesReason } from "../../look/reason.ts";
import { rowsBy } from "../../look/rows.ts";
import type { Stage } from "../../look/stage.ts";
import { tablesWith } from "../../look/table.ts";

const SOURCE = /\b(?:source|system|dataset|table|feed|topic|name)\b/;
const APPROACH = /\bapproach\b|\bpattern\b|\bmode\b|\bingest\w*|\bmethod\b|\bhow it (?:comes|is loaded)\b/;
const ARRIVAL = /\barriv\w*|\bhow it comes\b|\bpattern\b|\bmode\b|\bdelivery\b/;
const WHY = /\bwhy\b|\breason\b|\bbecause\b|\brationale\b/;
const CHANGES = /\bcdc\b|\bchange (?:data|stream|feed)\b|\bbin-?log\b|\bdebezium\b|\blogical replication\b/i;
const STREAMED = /\bcdc\b|\bchange (?:data|stream|feed)\b|\bstream\w*|\bdebezium\b|\bkafka\b|\bkinesis\b/i;
const WHOLE = /\bsnapshots?\b|\bfull (?:load|dump|copy)\b|\bbatch\w*|\bnightly\b/i;
const RARE =
  /\bonce (?:a|per) (?:day|week|month)\b|\b(?:daily|weekly|monthly|nightly)\b|\bone file a (?:day|week)\b|\b(?:a|per) day at\b/i;

export default defineItem({
  id: "ingestion-choice-reasoned",
  asked: { "data-plan": "ingestion" },
  requirements: [
    { row: 42, parts: "X" },
    { row: 43, parts: "X" },
  ],
  level: "notice",
  title: "Reasons for the way of ingestion",
  demand: "a reason where a change stream is not used, or one is set up for a source that changes once a day",
  why: "The next one to work on it finds the stream and asks why nobody used it.",
  template:
    "| Source | Approach | How changes land | Why |\n| --- | --- | --- | --- |\n| <source> | <batch, stream, CDC or snapshot> | <append, upsert, deletes> | <reason> |",
  messages: {
    unused:
      "Unexpected `{approach}` for `{source}`, which has a change stream (`{arrival}`), expected the reason why it is not used",
    heavy:
      "Unexpected `{approach}` for `{source}`, which arrives `{arrival}`, expected the reason why a batch is not enough",
  },
  *check(stage, context) {
    const known = arrivals(context);
    for (const { source, approach, reasoned, at } of choices(stage)) {
      if (reasoned) continue;
      const own = known.filter(
        ({ name }) => speaksOf(name, source) || name.startsWith(`${source}.`) || name === source,
      );
      const told = own.map(({ arrival }) => arrival);
      const [streamed, rare] = [
        told.find((one) => CHANGES.test(one)),
        told.find((one) => RARE.test(one) && !CHANGES.test(one)),
      ];
      if (streamed !== undefined && WHOLE.test(approach) && !STREAMED.test(approach))
        yield { part: "X", message: "unused", at, of: source, data: { source, approach, arrival: streamed } };
      else if (rare !== undefined && streamed === undefined && STREAMED.test(approach))
        yield { part: "X", message: "heavy", at, of: source, data: { source, approach, arrival: rare } };
    }
  },
});

interface Choice {
  readonly source: string;
  readonly approach: string;
  readonly reasoned: boolean;
  readonly at: Place;
}

function choices(stage: Stage): readonly Choice[] {
  const rows = tablesWith(stage, SOURCE, APPROACH).flatMap((table) =>
    rowsBy(table, { source: SOURCE, approach: APPROACH, why: WHY }).flatMap(
      ({ source, approach, why }, i): readonly Choice[] => {
        if (source === undefined || approach === undefined || approach.open === true) return [];
        const whole = (table.rows[i] ?? []).map(({ text }) => text).join(" | ");
        const reasoned = givesReason(whole) || (why?.text ?? "").trim().length > 3;
        return [{ source: source.text.trim(), approach: approach.text, reasoned, at: approach.place }];
      },
    ),
  );
  if (rows.length > 0) return rows;
  return stage.items.flatMap(({ text, place, open }): readonly Choice[] => {
    const [, source, approach] = /^([\w.-]+):\s+(.*)$/s.exec(text) ?? [];
    return open === true || source === undefined || approach === undefined
      ? []
      : [{ source, approach, reasoned: givesReason(text), at: place }];
  });
}

/** How each source arrives, by the plan's own inventory and by `meta.arrival` of the project. */
function arrivals(context: ItemContext): readonly { readonly name: string; readonly arrival: string }[] {
  const stage = context.stage("sources");
  const tables = stage === undefined ? [] : tablesWith(stage, SOURCE, ARRIVAL);
  const told = tables.flatMap((table) =>
    rowsBy(table, { source: SOURCE, arrival: ARRIVAL }).flatMap(({ source, arrival }) =>
      (source?.text ?? "").split(/,\s*/).map((name) => ({ name, arrival: arrival?.text ?? "" })),
    ),
  );
  const listed = (stage?.items ?? []).flatMap(({ text }) => {
    const [, names, rest] = /^([\w., ]+):\s+(.*)$/s.exec(text) ?? [];
    return (names?.split(/,\s*/) ?? []).map((name) => ({ name, arrival: rest ?? "" }));
  });
  const meta = sourcesOf(context).flatMap((source) =>
    (source.settings?.["meta.arrival"] ?? []).map((arrival) => ({ name: sourceName(source), arrival })),
  );
  return [...told, ...listed, ...meta];
}
