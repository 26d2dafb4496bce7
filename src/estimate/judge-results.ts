import type { EstimateInput, EstimateResult, InputKey } from "./document.ts";
import { show } from "./figure.ts";

export interface Judged {
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
}

/** Impossible even at best is a failure; impossible only at worst is a warning; so is a sum that does not add up. */
export function judge(inputs: ReadonlyMap<InputKey, EstimateInput>, results: readonly EstimateResult[]): Judged {
  const failures: string[] = [];
  const warnings: string[] = [];
  const result = (label: string): EstimateResult | undefined => results.find((each) => each.label === label);
  const slack = result("slack in the window");
  const window = inputs.get("available_window");
  if (slack !== undefined && slack.low < 0) {
    const line = window?.place === undefined ? "" : ` (line ${window.place.line})`;
    const said = `${show(slack, "s")} of slack in a window of ${window === undefined ? "" : show(window, "s")}${line}`;
    if (slack.high < 0)
      failures.push(`Unexpected negative slack, expected the run to fit: ${said}; a redesign is needed`);
    else warnings.push(`In the worst case the run does not fit: ${said}`);
  }
  const net = result("net processing rate");
  if (net !== undefined && net.low <= 0) {
    const said = `${show(net, "records/s")} is left for the backlog`;
    if (net.high <= 0)
      failures.push(`Unexpected backlog that never drains, expected processing to outrun what arrives: ${said}`);
    else warnings.push(`In the worst case the backlog never drains: ${said}`);
  }
  const product = result("ingest per day, raw");
  const daily = inputs.get("daily_bytes");
  if (product !== undefined && daily?.status === "stated" && isApart(product, daily)) {
    const line = daily.place === undefined ? "" : ` (line ${daily.place.line})`;
    warnings.push(
      `${show(daily, "bytes/day")} are stated${line}, but ${product.filled} = ${show(product, "bytes/day")}`,
    );
  }
  return { failures, warnings };
}

/** Figures that are rounded agree within a fifth. */
const isApart = (one: { low: number; high: number }, other: { low: number; high: number }): boolean =>
  one.low > other.high * 1.2 || other.low > one.high * 1.2;
