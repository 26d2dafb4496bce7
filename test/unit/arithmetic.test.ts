import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkSums } from "../../src/arithmetic/check.ts";
import type { PlanSum } from "../../src/model/plan-sum.ts";

const sums = (text: string): readonly PlanSum[] => checkSums([{ text, place: { path: "a.md", line: 1 } }], []);
const said = (text: string): string =>
  sums(text)
    .map(({ verdict, expected, slip }) => [verdict, expected, slip].filter((part) => part !== undefined).join(": "))
    .join(", ");

describe("published worked examples that hold", () => {
  test.each([
    // E1, SRE Workbook
    "5e5 q/s × 2e3 B × 86,400 s = 86.4 TB",
    "500,000 q/s × 2 kB = 86.4 TB/day",
    "500,000 q/s / 200 IOPS = 2,500 disks",
    // E2, Xu
    "300 M users × 50 % × 2 posts / 86,400 = ~3,500 QPS",
    "3,472 × 2 = ~7,000",
    "300 M × 50 % × 2 × 10 % × 1 MB = 30 TB/day",
    "30 TB/day × 365 days × 5 years = ~55 PB",
    // E3
    "1,000,000 requests/day × 2 KB × 90 days = 180 GB",
    "1000 rps × 20 ms = 20 cores",
    "20 cores + 30 % = 26 cores",
    // E4, Little
    "1000 req/s × 0.34 s = 340",
    // E5, partitions
    "max(250/50, 250/25) = 10",
    "ceil(max(20/5, 20/3)) = 7",
    "max(1000/100, 1000/50) = 20",
    // E6, AxonOps
    "500 MB/s × 86,400 s = 43.2 TB",
    "43.2 TB/day × 7 days = 302.4 TB",
    "302.4 TB × 3 = 907.2 TB",
    "907.2 TB / 5 × 1.2 = 218 TB",
    "max(5, 1.5, 3) = 5",
    // E8, as its formula says
    "⌈200 MB/s × 3 × 604,800 s / 2 TB / 0.70⌉ = 260",
    // E9, Glue
    "6 × 15 min × $0.44/h = $0.66",
    "5 × 24 min × $0.44/h = $0.88",
    // E10, E11
    "500 GB × 0.5 × $0.02/GB = $5",
    "100.3 TB × $6.25/TB = $626.88",
    "23 + 16 + 0.05 + 25 + 1100 = 1,164.05",
    // E12, Firehose tiers
    "512,000 GB × $0.035/GB = $17,920",
    "1,536,000 GB × $0.030/GB = $46,080",
    "4,952,000 GB × $0.024/GB = $118,848",
    // E16, E17
    "4 min × 5 = 20 min",
    "4 min × 5^2 = 100 min",
    "24 × 60 / 15 = 96",
    "96 × 7 = 672",
    // E28, our own chain
    "2 M rows/day × 400 B = 800 MB/day",
    "2 M / 86,400 s = 23.1 rows/s",
    "23.1 rows/s × 3 = 69.4 rows/s",
    "1.593 TiB × $6.25/TiB = $9.96",
    // E29
    "120 M rows / 4,000 rows/s = 8.3 h",
    "60.8 credits × $2/credit = $121.67",
    // The source's own vector of D1 to D7, and of the systems page
    "10 M records/day × 500 B = 5 GB/day",
    "5 GB/day / 3 = 1.667 GB/day",
    "1.667 GB/day × 365 days = 608.33 GB",
    "608.33 GB × 3 = 1.825 TB",
    "7,200 s − 2,000 s = 5,200 s",
    "900 M records / 4,884.26 records/s = 51.18 h",
    "2 M users × 20 / 86,400 s = 462.96 rps",
    "ceil(4,629.63 / 300) = 16",
    "18.52 Mbit/s × 2 = 37.04 Mbit/s",
  ])("%s", (text) => expect(said(text)).toBe("right"));
});

describe("published worked examples that are wrong", () => {
  test.each([
    // E7, Oracle: gibibytes called GB
    [
      "39 000 msg/s × 1941 B × RF 3 × 5 min = 63.45 GB",
      "wrong: 68.13 GB: 1024 was reckoned with where 1000 is written",
    ],
    ["39 000 msg/s × 1941 B × RF 3 × 6 h = 4.46 TB", "wrong: 4.905 TB: 1024 was reckoned with where 1000 is written"],
    // E8, a ceiling rounded down
    ["⌈200 MB/s × 3 × 604,800 s / 2 TB / 0.70⌉ = 259", "wrong: 260"],
    // E19, Kinesis
    ["100 records/s × 35 KB = 3.4 MB/s", "wrong: 3.5 MB/s: 1024 was reckoned with where 1000 is written"],
    ["1000 records/s × 5 KB = 4.9 MB/s", "wrong: 5 MB/s: 1024 was reckoned with where 1000 is written"],
  ])("%s", (text, answer) => expect(said(text)).toBe(answer));
});

describe("the usual slips are named", () => {
  test.each([
    ["5 TB/day × 90 days = 45 TB", "wrong: 450 TB: a factor of 10 is missing"],
    ["5 TB/day × 90 days × 3 replicas = 450 TB", "wrong: 1,350 TB: × 3 replicas is left out"],
    ["10 Gbps × 1 h = 36 TB", "wrong: 4.5 TB: off by a factor of 8, as between bits and bytes"],
    ["1,800,000 rows/day × 780 B = 1.404 TB/day", "wrong: 1.404 GB/day: a factor of 1 000 too much, as between kB and MB"],
    ["100 rows/s × 100 B = 36 MB/day", "wrong: 864 MB/day: off by a factor of 24, as between hours and days"],
    ["2 min + 4 min + 8 min = 10 min", "wrong: 14 min: 4 min is left out"],
    ["12 GB + 30 GB + 8 GB = 42 GB", "wrong: 50 GB: 8 GB is left out"],
    ["3 pods × 4 containers = 13 containers", "wrong: 12 containers"],
    ["18,000 − 20.83 = 17,797.17", "wrong: 17,979.2"],
    ["2 + 4 + 8 = 16 min", "wrong: 14 min"],
    ["6 characters × 56.8 billion = 390 GB", "wrong: 340.8 GB"],
  ])("%s", (text, answer) => expect(said(text)).toBe(answer));
});

describe("what is no slip", () => {
  test.each([
    "11.6 GB + 0.2 GB = 12 GB",
    "3,472 × 1 = 3,500",
    "~3000 pods × 1.5 KB = 4.2 MB",
    "30 days = 720 h",
    "5 GB/day × 1 month = 150 GB",
    "1 KB = 1024 bytes",
    "512 KB × 2048 = 1 GB",
    "64k × 16 = 1 MiB",
    "10,000,000 rows/day ÷ 86,400 = 115.7 rows/s",
    "500 kB/s × 8 = 4 Mbit/s",
    "500 TB × 365 days × 10 years = 1,825 PB",
    "10–20 GB/day × 30 days = 300–600 GB",
    "15 * (64/136 + 1) + 13 = 28",
    "1.200.000 rows × 100 B = 120 MB",
    "1 200 000 rows × 100 B = 0,12 GB",
    "20 % of 5 GB = 1 GB",
    "5 TB/day for 90 days = 450 TB",
    "**5 TB/day** × `90 days` = **450 TB**",
    "$$ 2 \\times 3 \\space GB = 6 \\space GB $$",
    "`2**14` (= 16,384)",
    "5 TB/day (raw) × 90 days (three months) = 450 TB",
  ])("%s", (text) => expect(said(text)).toBe("right"));

  test.each([
    "n × 5 = 20",
    "x + 5 × 3 = 20",
    "f(5) × 3 = 20",
    "`x * 5 == 24`",
    "5 × 3 >= 20",
    "step 4 → 5",
    "1100 -> (10 + 11 + 11 + 10) / 4",
    "4 MB → 8 MB",
    "v1.2 = 3",
    "2026-01-31 = 5 × 3",
    "1.500 GB × 3 = 4.5 GB",
    "10 Mb × 3 = 30 MB",
    "min(16,256) = 256,128",
  ])("nothing is said of %s", (text) => expect(said(text)).not.toContain("wrong"));

  test.each(["10^9 gwei = 1 ETH × 1", "3 gwei × 5 = 1 ETH", "5 TB × 90 = 4,500 rows", "100 users × 5 = 20 requests"])(
    "undecided: %s",
    (text) => expect(said(text)).toBe("undecided"),
  );
});

test("a document that writes decimals with commas writes thousands with points", () => {
  const text = "0,375 GB × 400 = 150 GB und 720.000.000 / 17.979,17 = 40.046 s = 11,1 h";
  expect(said(text)).not.toContain("wrong");
  expect(said("0,375 GB × 400 = 1.500 GB; 20,83 × 4 = 83,32")).toContain("wrong: 150 GB");
});

test("a sum over several lines stands where it begins", () => {
  expect(sums("The archive:\n5 TB/day\n× 90 days = 45 TB")[0]).toMatchObject({ verdict: "wrong", place: { line: 2 } });
});

test("whatever stands there, it neither throws nor hangs", () => {
  const word = fc.constantFrom(
    ..."5|2.5|1,000|TB|GB/day|days|×|*|**|/|+|-|(|)|=|≈|→|~|$|%|^|max(|ceil(|,| |\n|x|per|⌈|\\frac{".split("|"),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 24 }), (words) => {
      for (const { verdict, expected } of sums(words.join("")))
        expect(expected === undefined).toBe(verdict !== "wrong");
    }),
    { numRuns: 2000 },
  );
});
