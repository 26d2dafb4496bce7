import type { InputKey, Unit } from "./document.ts";

type Values<K extends string> = Readonly<Record<K, number>>;

/** One formula: what it needs, what it gives, how it is reckoned and how it reads. Others may build on its `gives`. */
export interface Formula<K extends InputKey = InputKey> {
  readonly id: string;
  readonly gives: string;
  readonly label: string;
  readonly unit: Unit;
  readonly needs: readonly K[];
  readonly rule: string;
  readonly reckon: (values: Values<K>) => number;
}

const formula = <const K extends InputKey>(one: Formula<K>): Formula => one;

const DAY = 86_400;

/** D1–D9: decimal units, bytes, seconds and records inside. D2's capacity is the peak with its headroom. */
export const formulas: readonly Formula[] = [
  formula({
    id: "D1",
    gives: "daily_ingest",
    label: "ingest per day, raw",
    unit: "bytes/day",
    needs: ["records_per_day", "record_bytes"],
    rule: "records per day × record size",
    reckon: (v) => v.records_per_day * v.record_bytes,
  }),
  formula({
    id: "D2",
    gives: "avg_rate",
    label: "average ingest rate",
    unit: "records/s",
    needs: ["records_per_day"],
    rule: "records per day ÷ 86 400",
    reckon: (v) => v.records_per_day / DAY,
  }),
  formula({
    id: "D2",
    gives: "peak_rate",
    label: "peak ingest rate",
    unit: "records/s",
    needs: ["records_per_day", "peak_multiplier"],
    rule: "records per day ÷ 86 400 × peak multiplier",
    reckon: (v) => (v.records_per_day / DAY) * v.peak_multiplier,
  }),
  formula({
    id: "D2",
    gives: "capacity",
    label: "capacity to provide (peak with headroom)",
    unit: "records/s",
    needs: ["records_per_day", "peak_multiplier", "headroom"],
    rule: "records per day ÷ 86 400 × peak multiplier × headroom",
    reckon: (v) => (v.records_per_day / DAY) * v.peak_multiplier * v.headroom,
  }),
  formula({
    id: "D3",
    gives: "compressed",
    label: "storage per day, compressed",
    unit: "bytes/day",
    needs: ["records_per_day", "record_bytes", "compression"],
    rule: "records per day × record size ÷ compression",
    reckon: (v) => (v.records_per_day * v.record_bytes) / v.compression,
  }),
  formula({
    id: "D4",
    gives: "retained",
    label: "storage retained, compressed and replicated",
    unit: "bytes",
    needs: ["records_per_day", "record_bytes", "compression", "retention", "replication"],
    rule: "records per day × record size ÷ compression × retention × replication",
    reckon: (v) => ((v.records_per_day * v.record_bytes) / v.compression) * (v.retention / DAY) * v.replication,
  }),
  formula({
    id: "D5",
    gives: "runtime",
    label: "runtime of a run",
    unit: "s",
    needs: ["records_to_process", "processing_rate"],
    rule: "records to process ÷ processing rate",
    reckon: (v) => v.records_to_process / v.processing_rate,
  }),
  formula({
    id: "D6",
    gives: "slack",
    label: "slack in the window",
    unit: "s",
    needs: ["available_window", "records_to_process", "processing_rate"],
    rule: "available window − records to process ÷ processing rate",
    reckon: (v) => v.available_window - v.records_to_process / v.processing_rate,
  }),
  formula({
    id: "D7",
    gives: "net_rate",
    label: "net processing rate",
    unit: "records/s",
    needs: ["processing_rate", "incoming_rate"],
    rule: "processing rate − incoming rate",
    reckon: (v) => v.processing_rate - v.incoming_rate,
  }),
  formula({
    id: "D7",
    gives: "backfill",
    label: "time to drain the backlog",
    unit: "s",
    needs: ["backlog_records", "processing_rate", "incoming_rate"],
    rule: "backlog ÷ (processing rate − incoming rate)",
    reckon: (v) => {
      const net = v.processing_rate - v.incoming_rate;
      return net > 0 ? v.backlog_records / net : Infinity;
    },
  }),
  formula({
    id: "D8",
    gives: "scan",
    label: "bytes scanned per day",
    unit: "bytes/day",
    needs: ["query_runs_per_day", "bytes_per_query"],
    rule: "query runs per day × bytes scanned per query",
    reckon: (v) => v.query_runs_per_day * v.bytes_per_query,
  }),
  formula({
    id: "D9",
    gives: "compute",
    label: "compute per day",
    unit: "units/day",
    needs: ["run_hours", "runs_per_day", "compute_unit_rate"],
    rule: "runtime per run × runs per day × compute units per hour",
    reckon: (v) => (v.run_hours / 3600) * v.runs_per_day * v.compute_unit_rate,
  }),
];
