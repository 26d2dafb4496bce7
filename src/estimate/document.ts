import type { Place } from "../model/place.ts";

export type InputKey =
  | "records_per_day"
  | "record_bytes"
  | "daily_bytes"
  | "peak_multiplier"
  | "headroom"
  | "retention"
  | "compression"
  | "replication"
  | "records_to_process"
  | "processing_rate"
  | "available_window"
  | "backlog_records"
  | "incoming_rate"
  | "query_runs_per_day"
  | "bytes_per_query"
  | "run_hours"
  | "runs_per_day"
  | "compute_unit_rate";

/** A number that the estimate rests on, in bytes, seconds, records or plain figures, and where it was said. */
export interface EstimateInput {
  readonly key: InputKey;
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly unit: Unit;
  /** `derived` from other inputs by a formula that is named in `text`; `set` by whoever asked, in place of the plan's figure. */
  readonly status: "stated" | "set" | "default" | "derived";
  readonly text: string;
  readonly place?: Place;
}

export type Unit =
  | "records/day"
  | "bytes"
  | "bytes/day"
  | "records/s"
  | "s"
  | "records"
  | "runs/day"
  | "units/hour"
  | "units/day"
  | "×";

export interface EstimateResult {
  /** The formula's number in the requirements (`D1` … `D9`). */
  readonly formula: string;
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly unit: Unit;
  /** The formula in words, and with its numbers filled in. */
  readonly rule: string;
  readonly filled: string;
}

/** What a plan's stated figures come to, without looking at anything but the plan. */
export interface Estimate {
  readonly path: string;
  readonly inputs: readonly EstimateInput[];
  readonly results: readonly EstimateResult[];
  /** Defaults that stand in for figures that the plan does not state. */
  readonly assumptions: readonly string[];
  /** What cannot work even in the best case. */
  readonly failures: readonly string[];
  /** What does not work in the worst case, and figures of the plan that disagree. */
  readonly warnings: readonly string[];
  /** Formulas that could not be reckoned, and the inputs to state. */
  readonly missing: readonly { readonly formula: string; readonly label: string; readonly inputs: readonly string[] }[];
  /** Figures that look like inputs and could not be read. */
  readonly unread: readonly {
    readonly label: string;
    readonly text: string;
    readonly place: Place;
    readonly reason: string;
  }[];
}
