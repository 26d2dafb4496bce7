import { defineItem } from "../../item.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { statementsOf } from "../../look/statements.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const SOURCE = /\b(?:source|system|dataset|table|feed|topic|name)\b/;
const ARRIVAL = /\barriv\w*|\bhow it comes\b|\bpattern\b|\bingest\w*|\bmode\b|\bdelivery\b/;
const LATENCY = /\blatenc\w*|\bdelay\b|\bhow late\b|\blag\b/;
const PATTERN =
  /\b(?:micro-?)?batch\w*|\bstream\w*|\bcdc\b|\bchange (?:data|stream|feed)\b|\bfiles?\b|\bdrops?\b|\bapi\b|\bpush(?:ed)?\b|\bpull(?:ed)?\b|\bpoll(?:ed|ing)?\b|\bsnapshots?\b|\bdump\b|\bexport\b|\bwebhooks?\b|\bevents?\b|\bqueue\b|\breplica\w*|\bkafka\b|\bdebezium\b|\b(?:hour|dai|week|night|month)ly\b/i;

export default defineItem({
  id: "source-arrival-stated",
  asked: { "data-plan": "sources" },
  requirements: [{ row: 8, parts: "SQ" }],
  level: "review",
  title: "Arrival and latency of the sources",
  demand:
    "for each source how it arrives (batch, micro-batch, stream, CDC, file drop or API) and how late, as a duration",
  why: "How fresh the result can be is decided by how the slowest source arrives.",
  template:
    "| Source | Owner | Arrival pattern | Expected latency |\n| --- | --- | --- | --- |\n| <system.table> | <@team> | <batch, stream, CDC, file drop> | <duration> |",
  messages: {
    pattern:
      "Unexpected arrival pattern `{said}` of `{source}`, expected batch, micro-batch, stream, CDC, file drop or API",
    latency: "Unexpected latency `{said}` of `{source}`, expected a duration with its unit",
  },
  *check(stage) {
    const tables = tablesWith(stage, SOURCE, ARRIVAL);
    for (const table of tables) {
      const [arrivals, latencies] = [cellsOf(table, ARRIVAL), cellsOf(table, LATENCY)];
      for (const [i, { text: source }] of cellsOf(table, SOURCE).entries()) {
        const [arrival, latency] = [arrivals[i], latencies[i]];
        if (arrival !== undefined && arrival.open !== true && !PATTERN.test(arrival.text))
          yield { part: "S", message: "pattern", at: arrival.place, of: source, data: { source, said: arrival.text } };
        if (latency !== undefined && latency.open !== true && !lasts(latency.text))
          yield { part: "Q", message: "latency", at: latency.place, of: source, data: { source, said: latency.text } };
      }
    }
    if (tables.some((table) => cellsOf(table, LATENCY).length > 0)) return;
    const all = statementsOf(stage).map(({ text }) => text);
    if (tables.length === 0 && !all.some((text) => PATTERN.test(text) && lasts(text)))
      yield { part: "S", message: "missing" };
  },
});

const lasts = (text: string): boolean =>
  quantitiesOf(text, { measure: "time" }).length > 0 || /\bimmediate\w*\b/i.test(text);
