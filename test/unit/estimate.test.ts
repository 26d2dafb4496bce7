import { describe, expect, test } from "vitest";
import type { Estimate } from "../../src/estimate/document.ts";
import { estimate } from "../../src/estimate/estimate.ts";
import { renderEstimateText } from "../../src/estimate/render-estimate.ts";
import { renderEstimate } from "../../src/render/estimate.ts";

const VECTOR = `# Volume

| Input | Value |
|---|---|
| Daily records | 10M records/day |
| Average record size | 500 bytes |
| Peak multiplier | 3x |
| Compression ratio | 3:1 |
| Retention (days) | 365 |

- **Replication factor**: 1
- Processing rate: 5,000 rows/s
- Available window: 2 h

Backlog: 900 M rows
`;
const value = ({ results }: Estimate, label: string): number =>
  results.find((each) => each.label.startsWith(label))?.high ?? Number.NaN;
const plan = (lines: string): Estimate => estimate(lines, "plans/a.md");

test("the test vector of the formulas", () => {
  const found = plan(VECTOR);
  expect(value(found, "ingest per day")).toBe(5e9);
  expect(value(found, "average ingest rate")).toBeCloseTo(115.74, 2);
  expect(value(found, "peak ingest rate")).toBeCloseTo(347.22, 2);
  expect(value(found, "capacity")).toBeCloseTo(694.44, 2);
  expect(value(found, "storage per day")).toBeCloseTo(1.667e9, -6);
  expect(value(found, "storage retained")).toBeCloseTo(608.33e9, -8);
  expect(value(found, "runtime")).toBe(2000);
  expect(value(found, "slack")).toBe(5200);
  expect(value(found, "net processing rate")).toBeCloseTo(4884.26, 2);
  expect(value(found, "time to drain")).toBeCloseTo(184_265, 0);
  expect(value(plan(VECTOR.replace("factor**: 1", "factor**: 3")), "storage retained")).toBeCloseTo(1.825e12, -9);
  expect(found.failures).toEqual([]);
});

test("every input has its line, every default is said", () => {
  const { inputs, assumptions } = plan(VECTOR);
  const line = (key: string): number | undefined => inputs.find((input) => input.key === key)?.place?.line;
  expect([line("records_per_day"), line("retention"), line("replication"), line("backlog_records")]).toEqual([
    5, 9, 11, 15,
  ]);
  expect(assumptions).toEqual([
    "records to process in a run: a run processes a day's records",
    "incoming rate: the average ingest rate",
    "headroom: 2×",
  ]);
  const bare = plan("Rows per day: 1M\n\nRow size: 1 kB\n").assumptions.join("; ");
  for (const part of [
    "peak multiplier: 3×",
    "headroom: 2×",
    "retention: 365 days",
    "compression: 3×",
    "replication: 1×",
  ])
    expect(bare).toContain(part);
});

test("the front matter's estimate block takes canonical keys, with the units that they imply", () => {
  const found = plan(
    "---\nkind: change-plan\nestimate:\n  records_per_day: 2M\n  record_bytes: 400\n  retention: 90\n---\n",
  );
  expect(found.inputs.map(({ key, low, place }) => [key, low, place?.line]).slice(0, 3)).toEqual([
    ["records_per_day", 2e6, 4],
    ["record_bytes", 400, 5],
    ["retention", 90 * 86_400, 6],
  ]);
});

describe("what cannot work", () => {
  test("negative slack", () => {
    expect(plan(VECTOR.replace("window: 2 h", "window: 20 min")).failures).toEqual([
      expect.stringMatching(/^Unexpected negative slack.*-13.33 min.*20 min \(line 13\)/),
    ]);
  });
  test("a backlog that never drains", () => {
    const { failures, results } = plan(
      VECTOR.replace("5,000 rows/s", "100 rows/s").replace("window: 2 h", "window: 30 h"),
    );
    expect(failures).toEqual([expect.stringContaining("never drains")]);
    expect(results.find(({ label }) => label.startsWith("time to drain"))?.high).toBe(Infinity);
  });
  test("only in the worst case is a warning", () => {
    const { failures, warnings } = plan(VECTOR.replace("5,000 rows/s", "1000–5000 rows/s"));
    expect(failures).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining("worst case the run does not fit")]);
  });
});

describe("what a plan says of itself", () => {
  test("ranges are carried", () => {
    const { results } = plan("Rows per day: 1–2M\n\nRow size: 400 B ± 50%\n");
    expect(results[0]).toMatchObject({ formula: "D1", low: 2e8, high: 1.2e9 });
  });
  test("figures that disagree are told", () => {
    expect(plan(`${VECTOR}\nIngest volume: 45 GB/day\n`).warnings).toEqual([
      expect.stringContaining("45 GB/day are stated (line 17)"),
    ]);
    expect(plan(`${VECTOR}\nDaily rows: 12M rows/day\n`).warnings).toEqual([expect.stringContaining("stated twice")]);
  });
  test("what cannot be read is said, never guessed", () => {
    const { unread, results } = plan("Row size: 500\n\nRetention: 5 fortnights\n\nRows per day: lots, maybe 10 foos\n");
    expect(unread.map(({ label, place }) => [label, place.line])).toEqual([
      ["Row size", 1],
      ["Retention", 3],
      ["Rows per day", 5],
    ]);
    expect(results).toEqual([]);
  });
  test("a figure far outside of what is usual is doubted", () => {
    expect(plan("Retention: 5m\n").warnings).toEqual([expect.stringContaining("is the unit right?")]);
  });
  test("a formula that was begun names what it lacks", () => {
    expect(plan("Available window: 2 h\n").missing).toContainEqual({
      formula: "D6",
      label: "slack in the window",
      inputs: ["records to process in a run", "processing rate"],
    });
  });
  test("scans and compute", () => {
    const found = plan(
      "Queries per day: 200\n\nBytes scanned per query: 10 GB\n\nRuntime: 30 min\n\nRuns per day: 24\n\nCompute units per hour: 4\n",
    );
    expect(value(found, "bytes scanned")).toBe(2e12);
    expect(value(found, "compute")).toBe(48);
  });
});

test("renders for a terminal and for a comment, without the plan's markup", () => {
  const found = plan(VECTOR.replace("window: 2 h", "window: 20 min"));
  const text = renderEstimateText(found);
  expect(text).toContain("it cannot work as stated (9 figures stated, 3 assumed)");
  expect(text).toMatch(
    /storage retained, compressed and replicated\s+608.3 GB\s+D4: 10 000 000 records\/day × 500 B ÷ 3× × 365 days × 1×/,
  );
  expect(text).toMatch(/available window\s+20 min\s+line 13/);
  const markdown = renderEstimate(estimate("Rows per day: 5m <img src=x>|\n", "plans/`<b>.md"));
  expect(markdown).not.toContain("<img");
  expect(markdown).toContain("``plans/`<b>.md``");
});
