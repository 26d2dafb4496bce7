import { describe, expect, test } from "vitest";
import { checkSums } from "../../src/arithmetic/check.ts";
import { parseMarkdown } from "../../src/readers/plans/markdown.ts";
import { passagesOf } from "../../src/readers/plans/passages.ts";

function said(text: string): string {
  const { passages, sheets } = passagesOf(parseMarkdown(text), text);
  return checkSums(passages, sheets)
    .map(({ verdict, expected, slip }) => [verdict, expected, slip].filter((part) => part !== undefined).join(": "))
    .join(", ");
}

/** The worked examples of the estimate's page by their numbers; what was published and holds. */
const HOLD: Readonly<Record<string, readonly string[]>> = {
  "E1, SRE Workbook": [
    "5e5 q/s × 2e3 B × 86,400 s = 86.4 TB",
    "500,000 q/s × 2 kB = 86.4 TB/day",
    "500,000 q/s / 200 IOPS = 2,500 disks",
  ],
  "E2, Xu": [
    "300 M users × 50 % × 2 posts / 86,400 = ~3,500 QPS",
    "3,472 × 2 = ~7,000",
    "300 M × 50 % × 2 × 10 % × 1 MB = 30 TB/day",
    "30 TB/day × 365 days × 5 years = ~55 PB",
    "- DAU: 150 M\n- Posts per user: 2\n- Average QPS: 3,472\n- Peak factor: 2x\n- Peak QPS: ~7,000",
  ],
  "E3, capacity estimation": [
    "1,000,000 requests/day × 2 KB × 90 days = 180 GB",
    "1000 rps × 20 ms = 20 cores",
    "20 cores + 30 % = 26 cores",
    "- Requests per day: 1 M\n- Request size: 2 KB\n- Storage per day: 2 GB\n- Retention: 90 days\n- Footprint: 180 GB",
  ],
  "E4, Little": ["1000 req/s × 0.34 s = 340"],
  "E5, partitions": ["max(250/50, 250/25) = 10", "ceil(max(20/5, 20/3)) = 7", "max(1000/100, 1000/50) = 20"],
  "E6, AxonOps": [
    "500 MB/s × 86,400 s = 43.2 TB",
    "43.2 TB/day × 7 days = 302.4 TB",
    "302.4 TB × 3 = 907.2 TB",
    "907.2 TB / 5 × 1.2 = 218 TB",
    "max(5, 1.5, 3) = 5",
    "6000 / 4000 = 1.5",
    "| Topic | Per day | Retention | Replication | Compression | Footprint |\n|---|---|---|---|---|---|\n| all | 43.2 TB | 7 days | 3x | 1x | 907.2 TB |",
  ],
  "E7, Oracle, in the units that were meant": [
    "39 000 msg/s × 1941 B × RF 3 × 5 min = 63.45 GiB",
    "39 000 msg/s × 1941 B × RF 3 × 6 h = 4.46 TiB",
  ],
  "E8, Kafka sizing, rounded up": ["⌈200 MB/s × 3 × 604,800 s / 2 TB / 0.70⌉ = 260"],
  "E9, Glue": ["6 × 15 min × $0.44/h = $0.66", "5 × 24 min × $0.44/h = $0.88"],
  "E10, BigQuery storage": [
    "100 MB × 0.5 × $0.02/GB = $0.001",
    "500 GB × 0.5 × $0.02/GB = $5",
    "1 TB × $0.02/GB = $20",
  ],
  "E11, Infracost's goldens": [
    "100.3 TB × $6.25/TB = $626.88",
    "23 + 16 + 0.05 + 25 + 1100 = 1,164.05",
    "| Item | Cost |\n|---|---|\n| active | $23 |\n| long-term | $16 |\n| streaming | $0.05 |\n| write | $25 |\n| read | $1,100 |\n| Total | $1,164.05 |",
  ],
  "E12, Firehose by tiers": [
    "512,000 GB × $0.035/GB = $17,920",
    "1,536,000 GB × $0.030/GB = $46,080",
    "4,952,000 GB × $0.024/GB = $118,848",
    "$17,920 + $46,080 + $118,848 = $182,848",
  ],
  "E13, dbt-costgate": [
    "2.91 TiB − 819.20 GiB = 2.11 TiB",
    "2.11 TiB × $6.25/TiB = $13.19",
    "2.11 TiB / 819.20 GiB = 264 %",
    "$13.19 × 30 = $395.63",
    "$13.19 × 4 = $52.75",
    "412.5 MiB × 30 × $6.25/TiB = $0.07",
  ],
  "E16, retries": ["4 min × 5 = 20 min", "4 min × 5^2 = 100 min", "4 min + 20 min + 100 min = 124 min"],
  "E17, catch-up": ["31 days × 1 run/day = 31 runs", "24 × 60 / 15 = 96", "24 h / 15 min = 96", "96 × 7 = 672"],
  "E19, Kinesis, in decimal units": [
    "100 records/s × 35 KB = 3.5 MB/s",
    "50 records/s × 35 KB = 1.75 MB/s",
    "ceil(5 KB / 25 KB) = 1",
    "ceil(45 KB / 25 KB) = 2",
    "ceil(1 MB / 25 KB) = 40",
  ],
  "E28, our own chain": [
    "2 M rows/day × 400 B = 800 MB/day",
    "2 M / 86,400 s = 23.1 rows/s",
    "23.1 rows/s × 3 = 69.4 rows/s",
    "69.4 rows/s × 400 B = 27.8 kB/s",
    "800 MB/day × 1.03^12 = 1,140.6 MB/day",
    "800 MB/day × 90 days = 67.06 GiB",
    "25 % × 800 MB/day × 730 days = 135.97 GiB",
    "67.06 GiB × $0.02/GiB = $1.34",
    "135.97 GiB × $0.02/GiB = $2.72",
    "730 × 3 × 0.8 GB = 1.593 TiB",
    "1.593 TiB × $6.25/TiB = $9.96",
    "365 × 800 MB = 0.2656 TiB",
    "0.2656 TiB × $6.25/TiB = $1.66",
    "1.5–3 M rows/day × 400 B = 600–1,200 MB/day",
    "- Rows per day: 2 M\n- Row size: 400 B\n- Daily volume: 800 MB\n- Average rate: 23.1 rows/s\n- Peak factor: 3x\n- Peak rate: 69.4 rows/s",
  ],
  "E29, our own chain": [
    "120 M rows / 336,000 rows/s = 357 s",
    "357 s + 710 s = 17.8 min",
    "120 M rows / 1,500 rows/s = 22.2 h",
    "120 M rows / 4,000 rows/s = 8.3 h",
    "120 M rows / 30,000 rows/s = 1.1 h",
    "730 × (4 min + 60 s) / 1 h = 60.8",
    "60.8 credits × $2/credit = $121.67",
  ],
  "D1 to D7, the source's own vector": [
    "10 M records/day × 500 B = 5 GB/day",
    "5 GB/day / 3 = 1.667 GB/day",
    "1.667 GB/day × 365 days = 608.33 GB",
    "608.33 GB × 3 = 1.825 TB",
    "7,200 s − 2,000 s = 5,200 s",
    "900 M records / 4,884.26 records/s = 51.18 h",
    "- Records per day: 10 M\n- Record size: 500 B\n- Daily volume: 5 GB\n- Average rate: 115.74 records/s\n- Peak factor: 3x\n- Peak rate: 347.22 records/s\n- Compression: 3x\n- Compressed storage per day: 1.667 GB\n- Retention: 365 days\n- Replication: 3x\n- Retained storage: 1.825 TB",
    "- Work per run: 10 M records\n- Processing rate: 5,000 records/s\n- Run time: 2,000 s\n- Window: 2 h\n- Slack: 5,200 s",
    "- Processing rate: 5,000 records/s\n- Incoming rate: 115.74 records/s\n- Net rate: 4,884.26 records/s\n- Backlog: 900 M records\n- Time to drain: 51.18 h",
  ],
  "the systems page's vector": [
    "2 M users × 20 / 86,400 s = 462.96 rps",
    "ceil(4,629.63 / 300) = 16",
    "18.52 Mbit/s × 2 = 37.04 Mbit/s",
    "- DAU: 2 M\n- Actions per user: 20\n- Average rate: 462.96 rps\n- Peak factor: 5x\n- Peak rate: 2,314.81 rps\n- Headroom: 2x\n- Required capacity: 4,629.63 rps\n- Rate per instance: 300 rps\n- Instances: 16",
    "- Average rate: 462.96 rps\n- Payload: 2 kB\n- Bandwidth: 925.9 kB/s",
  ],
};

describe.each(Object.entries(HOLD))("%s", (_, texts) => {
  test.each(texts)("%s", (text) => expect(said(text)).toMatch(/^right(?:, right)*$/));
});

describe("published, and wrong", () => {
  test.each([
    // Gibibytes called GB
    [
      "E7",
      "39 000 msg/s × 1941 B × RF 3 × 5 min = 63.45 GB",
      "wrong: 68.13 GB: 1024 was reckoned with where 1000 is written",
    ],
    [
      "E7",
      "39 000 msg/s × 1941 B × RF 3 × 6 h = 4.46 TB",
      "wrong: 4.905 TB: 1024 was reckoned with where 1000 is written",
    ],
    ["E8", "⌈200 MB/s × 3 × 604,800 s / 2 TB / 0.70⌉ = 259", "wrong: 260: rounded down where the sum rounds up"],
    ["E19", "100 records/s × 35 KB = 3.4 MB/s", "wrong: 3.5 MB/s: 1024 was reckoned with where 1000 is written"],
    ["E19", "1000 records/s × 5 KB = 4.9 MB/s", "wrong: 5 MB/s: 1024 was reckoned with where 1000 is written"],
    // A month's figure for a year's
    [
      "E22",
      "- Cost per month: $1,164\n- Cost per year: $1,164",
      "wrong: $13,968 per year: off by a factor of 12, as between months and years",
    ],
  ])("%s: %s", (_, text, answer) => expect(said(text)).toBe(answer));
});

describe("each example with one figure changed is told", () => {
  test.each([
    ["E1", "500,000 q/s × 2 kB = 864 TB/day", "wrong: 86.4 TB/day: a factor of 10 too much"],
    ["E2", "30 TB/day × 365 days × 5 years = ~5.5 PB", "wrong: 54.75 PB: a factor of 10 is missing"],
    ["E3", "1,000,000 requests/day × 2 KB × 90 days = 18 GB", "wrong: 180 GB: a factor of 10 is missing"],
    ["E4", "1000 req/s × 0.34 s = 34", "wrong: 340: a factor of 10 is missing"],
    ["E5", "max(250/50, 250/25) = 5", "wrong: 10"],
    ["E6", "302.4 TB × 3 = 302.4 TB", "wrong: 907.2 TB: × 3 is left out"],
    [
      "E9",
      "6 × 15 min × $0.44/h = $39.60",
      "wrong: $0.66: off by a factor of 60, as between seconds and minutes or minutes and hours",
    ],
    ["E10", "500 GB × 0.5 × $0.02/GB = $10", "wrong: $5: × 0.5 is left out"],
    ["E11", "23 + 16 + 0.05 + 25 + 1100 = 1,139.05", "wrong: 1,164: 25 is left out"],
    ["E12", "512,000 GB × $0.035/GB = $1,792", "wrong: $17,920: a factor of 10 is missing"],
    ["E13", "$13.19 × 30 = $52.75", "wrong: $395.7"],
    ["E16", "4 min × 5^2 = 40 min", "wrong: 100 min"],
    ["E17", "24 h / 15 min = 24", "wrong: 96"],
    ["E28", "1.593 TiB × $6.25/TiB = $99.60", "wrong: $9.956: a factor of 10 too much"],
    [
      "E29",
      "120 M rows / 4,000 rows/s = 500 h",
      "wrong: 8.333 h: off by a factor of 60, as between seconds and minutes or minutes and hours",
    ],
  ])("%s: %s", (_, text, answer) => expect(said(text)).toBe(answer));
});
