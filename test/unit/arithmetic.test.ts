import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkSums } from "../../src/arithmetic/check.ts";
import type { PlanSum } from "../../src/model/plan-sum.ts";

const sums = (text: string): readonly PlanSum[] => checkSums([{ text, place: { path: "a.md", line: 1 } }], []);
const said = (text: string): string =>
  sums(text)
    .map(({ verdict, expected, slip }) => [verdict, expected, slip].filter((part) => part !== undefined).join(": "))
    .join(", ");

describe("the usual slips are named", () => {
  test.each([
    ["5 TB/day × 90 days = 45 TB", "wrong: 450 TB: a factor of 10 is missing"],
    ["5 TB/day × 90 days × 3 replicas = 450 TB", "wrong: 1,350 TB: × 3 replicas is left out"],
    ["10 Gbps × 1 h = 36 TB", "wrong: 4.5 TB: off by a factor of 8, as between bits and bytes"],
    [
      "1,800,000 rows/day × 780 B = 1.404 TB/day",
      "wrong: 1.404 GB/day: a factor of 1 000 too much, as between kB and MB",
    ],
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
    "1,000 × 2 MB × 8 = 16 Gbps",
    "(1 - 1547/10000000) × 100 = 99.98%",
    "2^50 = 1 Quadrillion",
    "259M × $0.40/million = $104/month",
    "1,000 reads/sec × 86,400 sec/day × $0.25/million = $21.60/day",
    "10,000 × $0.25 per million requests = $0.0025",
    "100K campaigns × 525,600 min/year × 100 bytes = 5.3 TB",
    "1M users × avg 10 holdings × 500 bytes = 5 GB",
    "5 versions × average 70KB = 340KB",
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
    "URL (100 bytes) + metadata (100 bytes) = 200 bytes",
    "link (30s) + test (30s) = 90 seconds",
    "each 32 GB = 320 GB",
    "1min = 90 days, 5min = 1 year",
    "10M lines, at 500 bytes/line = 83 MB/s",
    "1 million keys with 100-byte values ≈ 200 MB",
    "100 events, 99 at 50 ms + 1 at 10s = 149ms",
    "1M users × some 10 holdings × 500 bytes = 5 GB",
    "`01/10/2025` (US) = `10/01/2025` (UK) = 2025",
    "500M × 0.5 = 250M/day ÷ 100K = 2.5K write QPS",
    "200 × $0.34 × 4 = $272/run × 365",
    "With replication (3x) = 584 × 3 = 1,752 PB",
    "7 characters = 62^7 = 3.5 trillion",
    "cost factor (12 = 2^12 iterations)",
    "1440 sends × 12.5 mAh = 18 Ah",
    "50K items × 1 batch update = 10K DB writes/sec",
    "7 + 5 = 10 tokens (capped at max_tokens)",
    "200 spot instances × 4 hours = ~$56/job",
    "Each request: 2KB memory = 20GB",
    "2 × 70e9 × 600 = 84 TFLOPs",
    "25.27 + 17.93 + 21.07 = 64.3%",
    "0.80 × 75.8 % = 60.64",
    "8.87 / 3 = 2.96 min/month",
    "0.0005 × 43,200 = 21.6 min/month",
    "$3.02/week × 4.33 = $13/month",
    "0.050 -2 = 400",
    "6 characters/key * 68.7B unique keys = 412 GB",
    "6.5B × 10 = 65 GB",
    // Seconds of a day, as one reckons in one's head
    "(100M × 5) / 86,400 = 5,000 QPS",
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
