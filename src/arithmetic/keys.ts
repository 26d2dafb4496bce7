import type { Measure } from "../quantity/quantity.ts";
import type { Term } from "./term.ts";

export type Key =
  | "records_per_day"
  | "record_bytes"
  | "daily_bytes"
  | "average_rate"
  | "peak_factor"
  | "peak_rate"
  | "headroom"
  | "required_rate"
  | "compression"
  | "compressed_bytes"
  | "retention"
  | "replication"
  | "retained_bytes"
  | "work"
  | "processing_rate"
  | "runtime"
  | "window"
  | "slack"
  | "incoming_rate"
  | "net_rate"
  | "backlog"
  | "drain_time"
  | "payload"
  | "bandwidth"
  | "availability"
  | "error_budget";

interface KeyRule {
  readonly label: RegExp;
  readonly measure: Measure;
  /** `day`: what is stated without a time is a day's. `rate`: it has to be per some time. `whole`: per nothing. */
  readonly per: "day" | "rate" | "whole";
}

const RECORDS = "(?:records|rows|events|messages|orders|lines|requests|transactions)";
const rule = (label: string, measure: Measure, per: KeyRule["per"]): KeyRule => ({
  label: new RegExp(`^(?:${label})$`),
  measure,
  per,
});

/** How authors call a figure, in lower case and without brackets. Only names with one meaning stand here. */
const KEYS: Readonly<Record<Key, KeyRule>> = {
  records_per_day: rule(`${RECORDS} (?:per|a) day|daily (?:volume|${RECORDS})`, "count", "day"),
  record_bytes: rule(
    "(?:average |avg )?(?:record|row|event|message)(?: size)?|bytes per (?:record|row|event|message)",
    "bytes",
    "whole",
  ),
  daily_bytes: rule(
    "daily (?:ingest|bytes|volume|data volume)|raw(?: volume)? per day|(?:ingest|volume|bytes|data) (?:per|a) day|per day",
    "bytes",
    "day",
  ),
  average_rate: rule("average(?: ingest)?(?: rate)?|avg rate|average throughput", "count", "rate"),
  peak_factor: rule("peak (?:factor|multiplier|ratio)|peak[- ]to[- ]average", "factor", "whole"),
  peak_rate: rule("peak(?: ingest)?(?: rate)?|peak throughput", "count", "rate"),
  headroom: rule("headroom(?: factor| multiplier| target)?", "factor", "whole"),
  required_rate: rule("required(?: capacity| rate| with headroom)?", "count", "rate"),
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
  work: rule(`work per run|${RECORDS} (?:per|a) run|${RECORDS} to process|work`, "count", "whole"),
  processing_rate: rule("(?:effective )?processing (?:rate|throughput)|rate|throughput", "count", "rate"),
  runtime: rule("run ?time(?: per run)?|run duration", "time", "whole"),
  window: rule("(?:available |run |batch |compute )?window", "time", "whole"),
  slack: rule("slack", "time", "whole"),
  incoming_rate: rule("incoming(?: rate)?|arrival rate", "count", "rate"),
  net_rate: rule("net(?: processing)? rate", "count", "rate"),
  backlog: rule(`backlog(?: ${RECORDS})?`, "count", "whole"),
  drain_time: rule("(?:time to drain|drain time|backfill (?:time|duration)|duration)", "time", "whole"),
  payload: rule("(?:average |avg )?payload(?: size)?", "bytes", "whole"),
  bandwidth: rule("(?:average |avg )?bandwidth", "bytes", "rate"),
  availability: rule("availability(?: target| slo)?|slo", "ratio", "whole"),
  error_budget: rule("error budget", "ratio", "whole"),
};
const DAY = { measure: "time", unit: "day", base: 86_400 } as const;

/** The key and figure that a label and what stands behind it state together. */
export function keyed(label: string, term: Term): readonly [Key, Term] | undefined {
  const name = label
    .toLowerCase()
    .replaceAll(/\([^()]*\)|[*_`]/g, "")
    .replaceAll("/", " per ")
    .replaceAll(/\s+/g, " ")
    .trim();
  for (const [key, { label: pattern, measure, per }] of Object.entries(KEYS) as [Key, KeyRule][]) {
    if (!pattern.test(name)) continue;
    const timed = term.per.some((each) => each.measure === "time");
    const isMeasured = (term.unit?.measure ?? (measure === "factor" ? "factor" : "count")) === measure;
    if (!isMeasured || term.per.some((each) => each.measure !== "time" && per !== "rate")) continue;
    if ((per === "rate") !== timed && per !== "day") continue;
    return [key, per === "day" && !timed ? { ...term, per: [DAY], text: `${term.text.trim()} a day` } : term];
  }
  return undefined;
}
