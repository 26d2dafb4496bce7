import type { TableSize } from "../model/config.ts";
import type { Level } from "../model/level.ts";
import type { Context, Report } from "../model/rule.ts";
import { spell } from "../model/subject.ts";

/** 16 MB is where drizzle-migration-lint begins to speak; 10,000 rows is where pgfence does. */
const SMALL = { bytes: 16 * 1024 * 1024, rows: 10_000 };
/** GitLab counts tables as medium from 10 GB on; from 10 million rows on pgfence calls any lock critical. */
const LARGE = { bytes: 10e9, rows: 10_000_000 };

export interface Sized {
  readonly size: TableSize;
  readonly weight: "small" | "large" | undefined;
}

/** How large the configuration says the report's table is; undefined where it does not say. */
export function sizeOf(report: Report, { config }: Context): Sized | undefined {
  const [kind, schema = "", name = ""] = report.subject;
  const table = kind === "table" ? spell([kind, schema, name]) : report.data?.["table"];
  const size = table === undefined || !Object.hasOwn(config.tables, table) ? undefined : config.tables[table];
  return size === undefined ? undefined : { size, weight: weightOf(size) };
}

/** Small only where nothing that is said is more; large where anything is. */
function weightOf({ rows, bytes }: TableSize): Sized["weight"] {
  if ((rows ?? 0) >= LARGE.rows || (bytes ?? 0) >= LARGE.bytes) return "large";
  return (rows ?? 0) < SMALL.rows && (bytes ?? 0) < SMALL.bytes ? "small" : undefined;
}

/** A lock on a small table is over before anybody notices; one that is for review elsewhere holds the merge on a large one. */
export function levelBySize(own: Level, { weight }: Sized): Level {
  if (weight === "small" && own !== "notice") return "notice";
  return weight === "large" && own === "review" ? "block" : own;
}

/** "120 million rows, 40 GB" */
export function sizeWords({ size: { rows, bytes } }: Sized): string {
  const parts = [
    ...(rows === undefined ? [] : [`${short(rows, ROWS)} ${rows === 1 ? "row" : "rows"}`]),
    ...(bytes === undefined ? [] : [short(bytes, BYTES)]),
  ];
  return parts.join(", ");
}

const ROWS = [
  [1e9, " billion"],
  [1e6, " million"],
] as const;
const BYTES = [
  [1e12, " TB"],
  [1e9, " GB"],
  [1e6, " MB"],
  [1e3, " kB"],
] as const;

function short(amount: number, units: readonly (readonly [number, string])[]): string {
  const unit = units.find(([base]) => amount >= base);
  if (unit === undefined) return `${Math.round(amount).toLocaleString("en-US")}${units === BYTES ? " bytes" : ""}`;
  return `${Number((amount / unit[0]).toPrecision(3))}${unit[1]}`;
}
