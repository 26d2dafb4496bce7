import { describe, expect, test } from "vitest";
import { checkSums } from "../../src/arithmetic/check.ts";
import type { PlanSum } from "../../src/model/plan-sum.ts";
import { parseMarkdown } from "../../src/readers/plans/markdown.ts";
import { passagesOf } from "../../src/readers/plans/passages.ts";

function sums(text: string): readonly PlanSum[] {
  const { passages, sheets } = passagesOf(parseMarkdown(text), text);
  return checkSums(passages, sheets);
}
const said = (text: string): string =>
  sums(text)
    .map(({ verdict, expected, slip }) => [verdict, expected, slip].filter((part) => part !== undefined).join(": "))
    .join(", ");
/** Lines of `a | b` as a table. */
const table = (...rows: readonly string[]): string =>
  [rows[0] ?? "", (rows[0] ?? "").replaceAll(/[^|]+/g, "---"), ...rows.slice(1)].map((row) => `| ${row} |`).join("\n");
const lines = (...all: readonly string[]): string => all.map((each) => `- ${each}`).join("\n");

describe("totals below a column", () => {
  test.each([
    [table("Layer | Size", "raw | 450 GB", "staging | 120 GB", "marts | 30 GB", "**Total** | **600 GB**"), "right"],
    [table("Layer | Size", "raw | 450 GB", "marts | 30 GB", "Total | 600 GB"), "wrong: 480 GB"],
    [
      table("Layer | Size", "raw | 450 GB", "staging | 120 GB", "marts | 30 GB", "Total | 480 GB"),
      "wrong: 600 GB: 120 GB is left out",
    ],
    [table("Layer | Size", "raw | 1.2 TB", "marts | 300 GB", "Total | 1.5 TB"), "right"],
    [table("Part | Share", "raw | 60 %", "marts | 30 %", "Total | 100 %"), "wrong: 90 %"],
    [table("Part | Share", "a | 33 %", "b | 33 %", "c | 33 %", "Total | 100 %"), "right"],
    [table("Step | Minutes", "load | 10–20 min", "check | 5 min", "Total | 15–25 min"), "right"],
    [table("Step | Minutes", "load | 10–20 min", "check | 5 min", "Total | 40 min"), "wrong: 15–25 min"],
    [table("Query | Latency", "a | 40 ms", "b | 60 ms", "Total | 50 ms"), ""],
    [table("Layer | Size", "raw | 450 GB", "marts | about a third", "Total | 600 GB"), ""],
    [table("Figure | Size", "canvas | 2 MB", "event | 32 bytes", "Total events (4 days) | 5 GB"), "undecided"],
    [table("Schicht | Größe", "roh | 1.250,5 GB", "fertig | 249,5 GB", "Summe | 1.500,0 GB"), "right"],
    [table("Schicht | Größe", "roh | 1.250,5 GB", "fertig | 249,5 GB", "Summe | 1.750,0 GB"), "wrong: 1,500 GB"],
    [
      table(
        "Layer | Size",
        "a | 1 GB",
        "b | 2 GB",
        "Subtotal of a and b | 3 GB",
        "c | 4 GB",
        "d | 4 GB",
        "Total | 8 GB",
      ),
      "right, right",
    ],
  ])("%s", (text, answer) => expect(said(text)).toBe(answer));
});

describe("rows of a table", () => {
  test.each([
    // Formula beside its result
    [
      table("Figure | Formula | Result", "kept | 5 TB/day × 90 days | 45 TB"),
      "wrong: 450 TB: a factor of 10 is missing",
    ],
    [table("Figure | Formula | Result", "kept | 5 TB/day × 90 days | 450 TB"), "right"],
    // Known heads
    [
      table(
        "Layer | Per day | Retention | Footprint",
        "raw | 5 TB | 90 days | 45 PB",
        "marts | 1 TB | 30 days | 30 TB",
      ),
      "wrong: 0.45 PB: a factor of 100 too much, right",
    ],
    [
      table("Table | Rows | Row size | Size", "orders | 1 200 000 000 | 250 B | 300 MB"),
      "wrong: 300 GB: a factor of 1 000 is missing, as between kB and MB",
    ],
    // Indexes may stand in it
    [table("Table | Rows | Row size | Size", "orders | 1 200 000 000 | 250 B | 480 GB"), "undecided"],
    [table("Source | Rows per day | Rows per year", "shop | 10 M | 3.65 billion", "pay | 2 M | 730 M"), "right, right"],
    [
      table("Source | Rows per day | Rows per year", "shop | 10 M | 3.65 M"),
      "wrong: 3,653 M per year: a factor of 1 000 is missing",
    ],
    [
      table("Item | Daily cost | Monthly cost | Yearly cost", "scan | $12 | $365 | $36,500"),
      "right, wrong: $4,383 per year",
    ],
    [table("Item | Quantity | Unit price | Cost", "node | 4 | $250 | $1,000"), "right"],
    [table("Item | Quantity | Unit price | Cost", "node | 4 | $250 | $900"), "undecided"],
    [
      table(
        "SLO | Downtime per month | Downtime per year",
        "99.9 % | 43.8 min | 8.77 h",
        "99.99 % | 43.8 min | 52.6 min",
      ),
      "right, right, wrong: 4.383 min per month, right",
    ],
    [
      table("Availability | Downtime per month", "99.9 % | 43.2 min", "99.99 % | 43.2 min"),
      "right, wrong: 4.383 min per month",
    ],
  ])("%s", (text, answer) => expect(said(text)).toBe(answer));

  test("a table whose rows show what its columns are to each other is held to it", () => {
    const rows = ["a | 12 | 30 | 360", "b | 15 | 20 | 300", "c | 22 | 40 | 880", "d | 9 | 70 | 630"];
    const head = "Queue | Batches | Size | Rows";
    expect(said(table(head, ...rows, "e | 11 | 50 | 550"))).toBe("right, right, right, right, right");
    expect(said(table(head, ...rows, "e | 11 | 50 | 5500"))).toBe(
      "right, right, right, right, wrong: 550: a factor of 10 too much",
    );
    expect(said(table(head, ...rows.slice(1), "e | 11 | 50 | 5500"))).toBe("");
  });

  test("a row's own total is the sum of what stands before it, if the other rows say so", () => {
    const rows = [
      "a | 12 GB | 30 GB | 5 GB | 47 GB",
      "b | 15 GB | 20 GB | 6 GB | 41 GB",
      "c | 22 GB | 40 GB | 7 GB | 69 GB",
    ];
    const all = [...rows, "d | 8 GB | 21 GB | 9 GB | 38 GB", "e | 14 GB | 23 GB | 11 GB | 37 GB"];
    expect(said(table("Layer | Q1 | Q2 | Q3 | All", ...all))).toBe(
      "right, right, right, right, wrong: 48 GB: 11 GB is left out",
    );
  });
});

describe("figures under labels", () => {
  test.each([
    [lines("Rows per day: 10 M", "Row size: 500 B", "Daily volume: 5 GB"), "right"],
    [
      lines("Rows per day: 10 M", "Row size: 500 B", "Daily volume: 50 GB"),
      "wrong: 5 GB per day: a factor of 10 too much",
    ],
    [lines("Rows per day: 10 M", "Row size: 500 B", "Daily volume: 40 Gbit"), "right"],
    [
      lines("Rows per day: 10 M", "Row size: 500 B", "Daily volume: 40 GB"),
      "wrong: 5 GB per day: off by a factor of 8, as between bits and bytes",
    ],
    [lines("DAU: 2 M", "Actions per user: 20", "QPS: 463", "Peak factor: 5", "Peak QPS: 2,315"), "right, right, right"],
    [lines("DAU: 2 M", "Actions per user: 20", "QPS: 46,300"), "wrong: 463 per second: a factor of 100 too much"],
    [lines("Average rate: 120 rows/s", "Peak rate: 100 rows/s"), "wrong: at least 120 rows/s"],
    [lines("Average rate: 100–120 rows/s", "Peak rate: 110 rows/s"), "undecided"],
    [lines("Storage per day: 5 GB", "Retention: 90 days", "Footprint: 450 GB"), "right"],
    [lines("Storage per day: 5 GB", "Retention: 90 days", "Footprint: 150 GB"), "undecided"],
    [
      lines("Storage per day: 5 GB", "Retention: 90 days", "Compression: 3x", "Replication: 1x", "Footprint: 450 GB"),
      "wrong: 150 GB: ÷ 3x is left out",
    ],
    [lines("Runtime: 5 h", "Window: 4 h"), "wrong: at most 4 h"],
    [lines("Runtime: 50 min", "Window: 4 h", "Slack: 190 min"), "right, right"],
    [lines("Runtime: 50 min", "Interval: 15 min"), "wrong: at most 15 min"],
    [lines("Runtime: 3–5 h", "SLA: 4 h"), "undecided"],
    [lines("Processing rate: 900 rows/s", "Incoming rate: 1,000 rows/s"), "wrong: at least 1,000 rows/s"],
    [lines("Availability: 99.95 %", "Error budget: 0.5 %"), "wrong: 0.05 %"],
    [lines("Availability: 99.95 %", "Downtime per month: 21.9 min"), "right"],
    [lines("Availability: 99.95 %", "Downtime per month: 219 min"), "wrong: 21.91 min per month"],
    [lines("Rows per day: 10 M", "Rows per month: 300 M", "Rows per year: 3.6 billion"), "right, right"],
    [lines("Orders per day: 10 M", "Orders per year: 365 M"), "wrong: 3,653 M per year: a factor of 10 is missing"],
    [lines("Instances: 16", "Rate per instance: 300 requests/s", "Required: 4,630 requests/s"), "right"],
    [
      lines("Instances: 15", "Rate per instance: 300 requests/s", "Required: 4,630 requests/s"),
      "wrong: 16: rounded down where the sum rounds up",
    ],
    [lines("Instances: 20", "Rate per instance: 300 requests/s", "Required: 4,630 requests/s"), "undecided"],
    // Limits and tariffs go by no pace
    [lines("Requests per minute: 100", "Max requests per day: 1,000"), ""],
    [lines("Price per month: $10", "Price per year: $100"), ""],
    [lines("Per second: 100 requests", "Per hour: 1000 requests"), ""],
    // Roll-ups by the hour and by the day
    [lines("Hourly table: 1.5 TB", "Daily table: 146 GB"), ""],
    [lines("Hourly: 3.3 MB", "Daily: 140 KB"), ""],
    [lines("Daily: 125 GB/day", ..."abcdefg".split(""), "Monthly: 1.2 TB/month"), ""],
    // 23 working days, a season
    [lines("Orders per day: 10 M", "Orders per month: 230 M"), "undecided"],
    // A name that stands for two figures names neither
    [lines("Rows per day: 10 M", "Rows per day: 20 M", "Row size: 500 B", "Daily volume: 50 GB"), ""],
  ])("%s", (text, answer) => expect(said(text)).toBe(answer));

  test.each([
    ["5 GB", "right"],
    ["13 GB", "undecided"],
    ["5 TB", "wrong: 5 GB per day: a factor of 1 000 too much, as between kB and MB"],
  ])("figures of two sections may be of two things: %s", (volume, answer) =>
    expect(said(`# Orders\n\nRows per day: 10 M\n\nRow size: 500 B\n\n# Clicks\n\nDaily volume: ${volume}\n`)).toBe(
      answer,
    ),
  );

  test("each stands on its own line", () => {
    const text = "# Volume\n\n- Rows per day: 10 M\n- Row size: 500 B\n- Daily volume: 50 GB\n";
    expect(sums(text).map(({ place }) => place.line)).toStrictEqual([5]);
  });
});
