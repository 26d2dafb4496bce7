import type { Measure, Quantity } from "../quantity/quantity.ts";
import type { InputKey, Unit } from "./document.ts";

/** One number that a plan may state: how authors call it, what it must measure, and what stands in for it. */
export interface InputRule {
  readonly label: string;
  readonly unit: Unit;
  readonly expect: Measure;
  /** Labels in lower case without punctuation, by commas; the canonical key is one by itself. */
  readonly synonyms: string;
  /** Reads the quantity in our unit; undefined where it measures something else. */
  readonly value: (quantity: Quantity) => Range | undefined;
  /** The unit that the canonical key of the front matter implies for a bare number. */
  readonly bare: string;
  /** Outside of it a figure is read, and doubted aloud. */
  readonly usual?: Range;
  readonly fallback?: { readonly value: number; readonly text: string };
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

const DAY = 86_400;
const times = ({ low, high }: Range, factor: number): Range => ({ low: low * factor, high: high * factor });
const perTime = ({ per }: Quantity): boolean => per.length === 1 && per[0]?.measure === "time";
const perPiece = ({ per }: Quantity): boolean => per.every(({ measure }) => measure === "count");
const whole = ({ low, high }: Quantity): Range => ({ low, high });

const daily =
  (measure: Measure) =>
  (quantity: Quantity): Range | undefined =>
    quantity.measure !== measure
      ? undefined
      : perTime(quantity)
        ? times(quantity.si, DAY)
        : quantity.per.length === 0
          ? whole(quantity)
          : undefined;
const each =
  (measure: Measure) =>
  (quantity: Quantity): Range | undefined =>
    quantity.measure === measure && perPiece(quantity) ? whole(quantity) : undefined;
const perSecond = (quantity: Quantity): Range | undefined =>
  quantity.measure === "count" && perTime(quantity) ? quantity.si : undefined;
const factor = (quantity: Quantity): Range | undefined =>
  quantity.measure === "factor" ||
  (quantity.measure === "count" && quantity.noun !== "row" && quantity.per.length === 0)
    ? whole(quantity)
    : undefined;
/** "30 %" of headroom is a factor of 1.3. */
const headroom = (quantity: Quantity): Range | undefined =>
  quantity.measure === "ratio" ? { low: 1 + quantity.low, high: 1 + quantity.high } : factor(quantity);

export const INPUTS: Readonly<Record<InputKey, InputRule>> = {
  records_per_day: {
    label: "records per day",
    unit: "records/day",
    expect: "count",
    synonyms:
      "rows per day, rows day, records day, events per day, events day, messages per day, orders per day, daily records, daily rows, daily events, daily record volume, record volume, daily volume, volume, row volume, event volume, ingest rate, daily record count",
    value: daily("count"),
    usual: { low: 1, high: 1e13 },
    bare: "records/day",
  },
  record_bytes: {
    label: "record size",
    unit: "bytes",
    expect: "bytes",
    synonyms:
      "row bytes, row size, event size, message size, record bytes, bytes per record, bytes per row, bytes per event, size per record, record size bytes, row width",
    value: each("bytes"),
    usual: { low: 1, high: 1e7 },
    bare: "bytes",
  },
  daily_bytes: {
    label: "bytes per day",
    unit: "bytes/day",
    expect: "bytes",
    synonyms:
      "daily ingest, daily ingest volume, ingest volume, data per day, volume per day, storage per day, daily data volume, daily bytes, gb per day, raw volume, raw volume per day, daily volume, volume, ingest rate, data volume",
    value: daily("bytes"),
    bare: "bytes/day",
  },
  peak_multiplier: {
    label: "peak multiplier",
    unit: "×",
    expect: "factor",
    synonyms: "peak factor, peak, peak to average, burst factor, peak ratio, peak average, peak load, burst",
    value: factor,
    usual: { low: 1, high: 100 },
    bare: "x",
    fallback: { value: 3, text: "3×" },
  },
  headroom: {
    label: "headroom",
    unit: "×",
    expect: "factor",
    synonyms: "headroom target, headroom multiplier, headroom factor, capacity buffer, buffer, safety factor",
    value: headroom,
    usual: { low: 1, high: 10 },
    bare: "x",
    fallback: { value: 2, text: "2×" },
  },
  retention: {
    label: "retention",
    unit: "s",
    expect: "time",
    synonyms:
      "retention period, retention days, retention time, keep for, kept for, ttl, data retention, partition expiration, storage retention",
    value: each("time"),
    usual: { low: DAY, high: 36_500 * DAY },
    bare: "days",
    fallback: { value: 365 * DAY, text: "365 days" },
  },
  compression: {
    label: "compression",
    unit: "×",
    expect: "factor",
    synonyms: "compression ratio, compression factor",
    value: factor,
    usual: { low: 0.5, high: 50 },
    bare: "x",
    fallback: { value: 3, text: "3×" },
  },
  replication: {
    label: "replication",
    unit: "×",
    expect: "factor",
    synonyms: "replication factor, replicas, rf, copies",
    value: factor,
    usual: { low: 1, high: 10 },
    bare: "x",
    fallback: { value: 1, text: "1×" },
  },
  records_to_process: {
    label: "records to process in a run",
    unit: "records",
    expect: "count",
    synonyms:
      "records to process, records per run, rows per run, rows to process, batch size, records processed per run",
    value: each("count"),
    bare: "records",
  },
  processing_rate: {
    label: "processing rate",
    unit: "records/s",
    expect: "count",
    synonyms:
      "effective processing rate, processing throughput, throughput, rows per second, records per second, worker throughput, processing speed",
    value: perSecond,
    bare: "records/s",
  },
  available_window: {
    label: "available window",
    unit: "s",
    expect: "time",
    synonyms: "window, compute window, processing window, batch window, time window, available time, run window",
    value: each("time"),
    bare: "s",
  },
  backlog_records: {
    label: "backlog",
    unit: "records",
    expect: "count",
    synonyms:
      "backlog records, backlog rows, backfill rows, backfill records, backfill volume, backfill size, records to backfill, rows to backfill",
    value: each("count"),
    bare: "records",
  },
  incoming_rate: {
    label: "incoming rate",
    unit: "records/s",
    expect: "count",
    synonyms: "arrival rate, incoming records, incoming load, arrivals",
    value: perSecond,
    bare: "records/s",
  },
  query_runs_per_day: {
    label: "query runs per day",
    unit: "runs/day",
    expect: "count",
    synonyms: "queries per day, daily queries, query runs, queries day",
    value: daily("count"),
    bare: "runs/day",
  },
  bytes_per_query: {
    label: "bytes scanned per query",
    unit: "bytes",
    expect: "bytes",
    synonyms:
      "bytes scanned per run, bytes per query, scan per query, scanned per query, average scan, scan size, data scanned per query, bytes scanned",
    value: each("bytes"),
    bare: "bytes",
  },
  run_hours: {
    label: "runtime per run",
    unit: "s",
    expect: "time",
    synonyms: "runtime, run time, run duration, job duration, job runtime, average runtime, runtime per run",
    value: each("time"),
    bare: "hours",
  },
  runs_per_day: {
    label: "runs per day",
    unit: "runs/day",
    expect: "count",
    synonyms: "daily runs, runs day, job runs per day, runs, schedule",
    value: daily("count"),
    bare: "runs/day",
  },
  compute_unit_rate: {
    label: "compute units per hour",
    unit: "units/hour",
    expect: "count",
    synonyms: "compute unit rate, units per hour, credits per hour, dbu per hour, compute rate",
    value: (quantity) =>
      quantity.measure !== "count"
        ? undefined
        : perTime(quantity)
          ? times(quantity.si, 3600)
          : quantity.per.length === 0
            ? whole(quantity)
            : undefined,
    bare: "units/hour",
  },
};

export const KEYS = Object.keys(INPUTS) as readonly InputKey[];
