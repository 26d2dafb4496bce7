import type { Measure } from "../quantity/quantity.ts";
import { isTimed, paced, timed } from "./period.ts";
import type { Term } from "./term.ts";

interface KeyRule {
  readonly label: RegExp;
  readonly measure: Measure;
  /** `day`: what is stated without a time is a day's. `rate`: it has to be per some time. `whole`: per nothing. `any`: as written. */
  readonly per: "day" | "rate" | "whole" | "any";
}

const RECORDS = "(?:records|rows|events|messages|orders|lines|requests|transactions)";
const ONE = "(?:record|row|event|message|order|line|request|transaction)";
const AVERAGE = "(?:average |avg |mean )?";
const rule = (label: string, measure: Measure, per: KeyRule["per"]): KeyRule => ({
  label: new RegExp(`^(?:${label})$`),
  measure,
  per,
});

/** How authors call a figure, in lower case and without brackets. Only names with one meaning stand here. */
const KEYS = {
  users: rule("dau|daily active users|daily users", "count", "whole"),
  actions: rule(`(?:actions|requests|${RECORDS}|operations|posts) per user(?: per day)?`, "count", "day"),
  records_per_day: rule(`${RECORDS} (?:per|a) day|daily (?:volume|${RECORDS})`, "count", "day"),
  record_bytes: rule(`${AVERAGE}${ONE}(?: size| bytes)?|(?:bytes|size) per ${ONE}`, "bytes", "whole"),
  daily_bytes: rule(
    "daily (?:ingest|bytes|volume|data volume|storage)|raw(?: volume)? per day|(?:ingest|volume|bytes|data|storage|raw storage) (?:per|a) day|per day",
    "bytes",
    "day",
  ),
  average_rate: rule(
    `(?:average|avg|mean)(?: ingest| request)?(?: rate| rps| qps| tps| throughput| load)?|qps|rps|${RECORDS} per second`,
    "count",
    "rate",
  ),
  peak_factor: rule("peak (?:factor|multiplier|ratio)|peak[- ]to[- ]average", "factor", "whole"),
  peak_rate: rule("peak(?: ingest| request)?(?: rate| rps| qps| tps| load)?|peak throughput", "count", "rate"),
  headroom: rule("headroom(?: factor| multiplier| target)?", "factor", "whole"),
  required_rate: rule("required(?: capacity| rate| with headroom)?", "count", "rate"),
  rate_per_instance: rule(
    "(?:rate|capacity|throughput|rps|qps) per (?:instance|worker|node|server|partition)",
    "count",
    "rate",
  ),
  instances: rule("(?:instances|workers|nodes|servers|partitions)(?: needed| required)?", "count", "whole"),
  compression: rule("compression(?: ratio| factor)?", "factor", "whole"),
  compressed_bytes: rule(
    "compressed(?: storage)?(?: per day)?|per day, compressed|storage per day, compressed",
    "bytes",
    "day",
  ),
  retention: rule("retention(?: period| time)?|kept(?: for)?", "time", "whole"),
  replication: rule("replication(?: factor)?|replicas|copies|rf", "factor", "whole"),
  retained_bytes: rule(
    "retained(?: storage| bytes)?|storage retained|footprint|stored(?: in all)?|total storage",
    "bytes",
    "whole",
  ),
  rows: rule("(?:total |number of |table )?(?:rows|records)(?: in all)?|row count", "count", "whole"),
  table_bytes: rule("(?:table |total |data |raw )?size(?: on disk)?|table bytes|storage", "bytes", "whole"),
  work: rule(`work per run|${RECORDS} (?:per|a) run|${RECORDS} to process|work|records processed`, "count", "whole"),
  processing_rate: rule("(?:effective )?processing (?:rate|throughput)|rate|throughput", "count", "rate"),
  runtime: rule("run ?time(?: per run)?|run duration", "time", "whole"),
  window: rule("(?:available |run |batch |compute )?window", "time", "whole"),
  limit: rule("sla|runtime (?:sla|slo)|deadline|(?:schedule )?interval|runs every|every", "time", "whole"),
  slack: rule("slack", "time", "whole"),
  incoming_rate: rule("incoming(?: rate)?|arrival rate", "count", "rate"),
  net_rate: rule("net(?: processing)? rate", "count", "rate"),
  backlog: rule(`backlog(?: ${RECORDS})?`, "count", "whole"),
  drain_time: rule("time to drain|drain time|(?:backfill|drain|catch-?up) (?:time|duration)", "time", "whole"),
  payload: rule(`${AVERAGE}payload(?: size)?`, "bytes", "whole"),
  bandwidth: rule(`${AVERAGE}bandwidth`, "bytes", "rate"),
  runs: rule("(?:query |queries or )?runs per day|runs", "count", "day"),
  bytes_per_run: rule("(?:bytes |scan |scanned |bytes scanned )per (?:run|query)", "bytes", "any"),
  scanned: rule("(?:daily scan|scan(?:ned)? per day|bytes scanned per day)", "bytes", "day"),
  quantity: rule("quantity|qty|units|nodes|instances|count", "count", "whole"),
  unit_price: rule("unit (?:price|cost)|price per unit|price each|each", "money", "any"),
  cost: rule("(?:total |line )?(?:cost|price)|amount|subtotal|total", "money", "any"),
  availability: rule("availability(?: target| slo)?|slo|uptime", "ratio", "whole"),
  error_budget: rule("error budget", "ratio", "whole"),
} satisfies Readonly<Record<string, KeyRule>>;

export type Key = keyof typeof KEYS;

const DAY = { measure: "time", unit: "day", base: 86_400 } as const;
/** Counts of days are no counts of things, and the like: what a label measures has to be what its figure measures. */
const measureOf = ({ unit }: Term, wanted: Measure): Measure =>
  unit?.measure ?? (wanted === "factor" ? "factor" : "count");

/** The key and figure that a label and what stands behind it state together. */
export function keyed(label: string, said: Term): readonly [Key, Term] | undefined {
  const name = label
    .toLowerCase()
    .replaceAll(/\([^()]*\)|[*_`]/g, " ")
    .replaceAll("/", " per ")
    .replaceAll(/\s+/g, " ")
    .trim();
  for (const [key, { label: pattern, measure, per }] of Object.entries(KEYS) as [Key, KeyRule][]) {
    if (!pattern.test(name)) continue;
    const term = per === "whole" ? said : timed(label, said);
    if (measureOf(term, measure) !== measure) continue;
    if (term.per.some((each) => each.measure !== "time" && per !== "rate" && per !== "any")) continue;
    const isRate = isTimed(term);
    if ((per === "rate" && !isRate) || (per === "whole" && isRate)) continue;
    return [key, per === "day" && !isRate ? paced(term, DAY, "a day") : term];
  }
  return undefined;
}
