import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findQuantities } from "../../src/quantity/find.ts";
import type { Quantity } from "../../src/quantity/quantity.ts";
import { readQuantity } from "../../src/quantity/read.ts";

const read = (text: string): Quantity => {
  const reading = readQuantity(text);
  if (!reading.ok) throw new Error(`${text}: ${reading.refusal.detail}`);
  return reading.quantity;
};

describe("strings that must be read", () => {
  test.each([
    ["10–20 GB", "bytes", 1e10, 2e10],
    ["10 GB ± 20%", "bytes", 8e9, 1.2e10],
    ["1.5 TiB", "bytes", 1_649_267_441_664, 1_649_267_441_664],
    ["p95 15 min", "time", 900, 900],
    ["15 min p95", "time", 900, 900],
    ["< 2 hours", "time", 7200, 7200],
    ["2h30m", "time", 9000, 9000],
    ["PT2H30M", "time", 9000, 9000],
    ["1d 4h", "time", 100_800, 100_800],
    ["P1DT2H", "time", 93_600, 93_600],
    ["99.9%", "ratio", 0.999, 0.999],
    ["1.5-2x", "factor", 1.5, 2],
    ["≥ 30 min", "time", 1800, 1800],
    ["1.2M rows", "count", 1.2e6, 1.2e6],
    ["2 million events", "count", 2e6, 2e6],
    ["5B rows", "count", 5e9, 5e9],
    ["500 B", "bytes", 500, 500],
    ["0.5 KB", "bytes", 500, 500],
    ["10 000 rows", "count", 10_000, 10_000],
    ["5-10k rows", "count", 5000, 10_000],
    ["500 MB to 2 GB", "bytes", 5e8, 2e9],
    ["10..20 GB", "bytes", 1e10, 2e10],
    ["1,5 GB", "bytes", 1.5e9, 1.5e9],
    ["1.000.000 rows", "count", 1e6, 1e6],
    ["1_000_000 rows", "count", 1e6, 1e6],
    ["5m rows", "count", 5e6, 5e6],
    ["365 days", "time", 31_536_000, 31_536_000],
    ["$40–120", "money", 40, 120],
    ["3", "count", 3, 3],
    ["3x", "factor", 3, 3],
    ["20 GB", "bytes", 2e10, 2e10],
    ["800 ms", "time", 0.8, 0.8],
    ["30 secs", "time", 30, 30],
    ["1 month", "time", 2_629_800, 2_629_800],
    ["1.200.000 rows", "count", 1.2e6, 1.2e6],
    ["1 200 000 rows", "count", 1.2e6, 1.2e6],
    ["1\u202f200\u202f000 rows", "count", 1.2e6, 1.2e6],
    ["1'200'000 rows", "count", 1.2e6, 1.2e6],
    ["1.200.000,5 GB", "bytes", 1_200_000.5e9, 1_200_000.5e9],
    ["0,25 s", "time", 0.25, 0.25],
    ["0.250 s", "time", 0.25, 0.25],
    ["1.234 ms", "time", 0.001234, 0.001234],
    ["€1.200,50", "money", 1200.5, 1200.5],
    ["€2,50", "money", 2.5, 2.5],
    ["1,5 Mio rows", "count", 1.5e6, 1.5e6],
    ["2 Mrd rows", "count", 2e9, 2e9],
    ["3 lakh rows", "count", 3e5, 3e5],
    ["a dozen rows", "count", 12, 12],
    ["two million rows", "count", 2e6, 2e6],
    ["a hundred pods", "count", 100, 100],
    ["half an hour", "time", 1800, 1800],
    ["twenty-five days", "time", 2_160_000, 2_160_000],
    ["two-day", "time", 172_800, 172_800],
    ["500 µs", "time", 5e-4, 5e-4],
    ["every 10 minutes", "time", 600, 600],
    ["100 Mbit", "bytes", 1.25e7, 1.25e7],
  ] as const)("%s", (text, measure, low, high) => {
    const quantity = read(text);
    expect(quantity.measure).toBe(measure);
    expect(quantity.low).toBeCloseTo(low, 6);
    expect(quantity.high).toBeCloseTo(high, 6);
  });

  test.each([
    ["500 KB/event", "bytes", 5e5],
    ["5 GB/day", "bytes", 5e9 / 86_400],
    ["250k events/s", "count", 2.5e5],
    ["1,200,000 rows/day", "count", 1_200_000 / 86_400],
    ["approx. 40M rows per day", "count", 4e7 / 86_400],
    ["5 Mb/s", "bytes", 625_000],
    ["5 MB/s", "bytes", 5e6],
    ["10 Gbps", "bytes", 1.25e9],
    ["100 rps", "count", 100],
    ["$5/TB", "money", 5e-12],
    ["10 GB a day", "bytes", 1e10 / 86_400],
    ["2 runs per 15 min", "count", 2 / 900],
    ["200 B per row per day", "bytes", 200 / 86_400],
    ["10-20 Mb/s", "bytes", 1.25e6],
    ["1,600 write requests per second", "count", 1600],
    ["$1 million per annum", "money", 1e6 / 31_557_600],
    ["1.000.000 rows/day", "count", 1e6 / 86_400],
  ] as const)("%s, per chain", (text, measure, si) => {
    const quantity = read(text);
    expect(quantity.measure).toBe(measure);
    expect(quantity.si.low).toBeCloseTo(si, 15);
  });

  test("keeps what was said beside the number", () => {
    expect(read("p95 15 min")).toMatchObject({ stat: "p95" });
    expect(read("< 2 hours")).toMatchObject({ bound: "<" });
    expect(read("~ 3 GB")).toMatchObject({ approximate: true });
    expect(read("approx. 40M rows per day")).toMatchObject({ approximate: true, low: 4e7, noun: "row" });
    expect(read("at least 10k rows")).toMatchObject({ bound: ">=" });
    expect(read("5 Mb/s").bits).toBe(true);
    expect(read("$2-3 per credit")).toMatchObject({ noun: "USD", low: 2, high: 3, per: [{ unit: "credit" }] });
  });

  test("an expected measure settles what has two readings", () => {
    expect(readQuantity("5m", "time")).toMatchObject({ ok: true, quantity: { low: 300 } });
    expect(readQuantity("5m", "count")).toMatchObject({ ok: true, quantity: { low: 5e6 } });
  });
});

describe("strings that must be refused", () => {
  test.each([
    ["v1.2", "not-a-quantity"],
    ["2026-01-31", "not-a-quantity"],
    ["Stage 3", "not-a-quantity"],
    ["#123", "not-a-quantity"],
    ["10.0.0.1", "not-a-quantity"],
    ["SCD2", "not-a-quantity"],
    ["p95", "not-a-quantity"],
    ["low", "no-number"],
    ["as needed", "no-number"],
    ["5m", "ambiguous"],
    ["5B", "ambiguous"],
    ["3 100 GB", "ambiguous"],
    ["1.500 rows", "ambiguous"],
    ["1.500 GB", "ambiguous"],
    ["€1.500", "ambiguous"],
    ["10 Mb", "ambiguous"],
    ["5 Mb per event", "ambiguous"],
    ["503s", "ambiguous"],
    ["one", "no-number"],
    ["two-day window", "trailing"],
    ["5 GB per 0 days", "not-a-quantity"],
    ["3 valueOf", "unknown-unit"],
    ["12 foos", "unknown-unit"],
    ["5 GB/foo", "unknown-unit"],
    ["12 kb", "ambiguous"],
    ["20-10 GB", "not-a-quantity"],
    ["12:30", "not-a-quantity"],
    ["5 GB of logs", "trailing"],
  ] as const)("%s: %s", (text, cause) => {
    const reading = readQuantity(text);
    expect(reading.ok ? reading.quantity : reading.refusal.cause).toBe(cause);
  });
});

const detail = (text: string): string => {
  const reading = readQuantity(text);
  return reading.ok ? "" : reading.refusal.detail;
};

test("a refusal for two readings names both", () => {
  expect(detail("1.500 rows")).toBe("`1.500` may be 1.5 or 1500");
  expect(detail("1.500 GB")).toBe("`1.500` may be 1.5 or 1500");
  expect(detail("3 100 GB")).toBe("`3 100` may be 3100 or 3 and 100");
  expect(detail("10 Mb")).toBe("`10 Mb` may be Mbit or MB");
  expect(detail("5m")).toBe("`5m` may be minutes or millions");
  expect(detail("503s")).toBe("`503s` may be seconds or answers with the status 503");
});

test("finds quantities in a sentence and nothing else", () => {
  const sentence = "In v1.2 since 2026-01-31, error rate of stage 3 above 1 % for 10 minutes, or within an hour";
  expect(findQuantities(sentence).map(({ start, end }) => sentence.slice(start, end))).toEqual([
    "1 %",
    "10 minutes",
    "an hour",
  ]);
});

test("whatever it reads is finite and in order; nothing makes it throw", () => {
  const word = fc.constantFrom(
    "1",
    "2.5",
    "1,000",
    "k",
    "M",
    "GB",
    "rows",
    "/",
    "day",
    "per",
    "–",
    "to",
    "±",
    "%",
    "~",
    "p95",
    "$",
    "2h",
    "x",
    " ",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word, { maxLength: 8 }).map((words) => words.join("")),
      ),
      (text) => {
        const reading = readQuantity(text);
        if (!reading.ok) return;
        const { low, high, si } = reading.quantity;
        for (const value of [low, high, si.low, si.high]) expect(value).toSatisfy(Number.isFinite);
        expect(low).toBeLessThanOrEqual(high);
      },
    ),
    { numRuns: 2000 },
  );
});
