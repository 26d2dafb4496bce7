import { expect, test } from "vitest";
import { readQuantity } from "../../src/quantity/read.ts";

/**
 * A hundred strings met in public documents, and what a person reads in each, written down before the reader was run:
 * measure, lowest and highest figure in bytes, seconds, pieces or money, and what it is counted per.
 * `–` is no quantity at all. Only the strings are from elsewhere.
 */
const TABLE = `
kubernetes/enhancements
~711 pods/sec                        | count 711 711 per s
~3000 pods                           | count 3000 3000
128KB                                | bytes 128000 128000
25-50kb                              | bytes 25000 50000
1-3 Kb                               | bytes 1000 3000
1 GBps                               | bytes 1e9 1e9 per s
3,9GB                                | bytes 3.9e9 3.9e9
859,427 ns                           | time 0.000859427 0.000859427
~17.7 µs per op                      | time 0.0000177 0.0000177 per op
0.29 µs                              | time 2.9e-7 2.9e-7
15,208ms                             | time 15.208 15.208
~ 200-1100 bytes per request         | bytes 200 1100 per request
123,072 B                            | bytes 123072 123072
less than 10B                        | bytes 10 10
12 CPUs                              | count 12 12
0.5 CPU                              | count 0.5 0.5
up to 5x                             | factor 5 5
~2-5%                                | ratio 0.02 0.05
>= 2 minutes                         | time 120 120
<66.8%                               | ratio 0.668 0.668
within 180 days                      | time 15552000 15552000
every 10 seconds                     | time 10 10
about 64KiB                          | bytes 65536 65536
>=1TB                                | bytes 1e12 1e12
12-hour                              | time 43200 43200
3-nodes                              | count 3 3
2100 read permissions                | count 2100 2100
9.5 minutes                          | time 570 570
12.48%                               | ratio 0.1248 0.1248
1.6.x                                | –
6. pod                               | –
rust-lang/rfcs
36K                                  | count 36000 36000
1.06M                                | count 1060000 1060000
2,417k                               | count 2417000 2417000
~1 hour                              | time 3600 3600
less than 72 hours                   | time 259200 259200
roughly 1.4 years                    | time 44180640 44180640
1 days per week                      | time 86400 86400 per week
~6-month                             | time 15778800 15778800
10 day period                        | time 864000 864000
60-90 minutes                        | time 3600 5400
64bit                                | bytes 8 8
384-bit                              | bytes 48 48
1MiB                                 | bytes 1048576 1048576
less than 1 billion                  | count 1e9 1e9
every 6 months                       | time 15778800 15778800
99.106%                              | ratio 0.99106 0.99106
over 10x                             | factor 10 10
0.1.x                                | –
1.x                                  | –
golang/proposal
under 50µs                           | time 0.00005 0.00005
321 ns/op                            | time 3.21e-7 3.21e-7 per op
20.71 MB/s                           | bytes 20710000 20710000 per s
~37 TiB                              | bytes 40681930227712 40681930227712
7.5x                                 | factor 7.5 7.5
100-core                             | count 100 100
40 µs per heap                       | time 0.00004 0.00004 per heap
1-2%                                 | ratio 0.01 0.02
within 32 bits                       | bytes 4 4
every 24-48 hours                    | time 86400 172800
about 6ns                            | time 6e-9 6e-9
60-byte                              | bytes 60 60
1.M                                  | –
0xabc                                | –
tikv/rfcs
~ 5TB                                | bytes 5e12 5e12
24 x                                 | factor 24 24
5MB/s                                | bytes 5e6 5e6 per s
more than 100k                       | count 100000 100000
about 99MB                           | bytes 99e6 99e6
less than 7.2 cores                  | count 7.2 7.2
ethereum/EIPs
~8.4 days                            | time 725760 725760
13.3 %                               | ratio 0.133 0.133
roughly 256 KiB                      | bytes 262144 262144
160 GiB/year                         | bytes 171798691840 171798691840 per year
3.6 M                                | count 3600000 3600000
$1 million per annum                 | money 1e6 1e6 per year
10Mb                                 | bytes 10e6 10e6
at least 51%                         | ratio 0.51 0.51
319 blocks                           | count 319 319
100-bits                             | bytes 12.5 12.5
donnemartin/system-design-primer
~1.27 KB                             | bytes 1270 1270
300K QPS                             | count 300000 300000 per s
40,000 reads per second              | count 40000 40000 per s
1.3 billion transactions a day       | count 1.3e9 1.3e9 per day
1,600 write requests per second      | count 1600 1600 per s
50 bytes per transaction             | bytes 50 50 per transaction
1.27 KB per paste                    | bytes 1270 1270 per paste
100 million users                    | count 1e8 1e8
10 KB average                        | bytes 10000 10000
1-2 users                            | count 1 2
1 billion writes per month           | count 1e9 1e9 per month
karanpratapsingh/system-design
12K requests per second              | count 12000 12000 per s
~1,825 PB                            | bytes 1.825e18 1.825e18
350M requests per day                | count 350e6 350e6 per day
around 60 MB per second              | bytes 60e6 60e6 per s
Mazagu/util
30–100ms                             | time 0.03 0.1
every 1–2 minutes                    | time 60 120
< 1 kB                               | bytes 1000 1000
5% of requests                       | ratio 0.05 0.05
$1M                                  | money 1e6 1e6
404s                                 | –
`;

interface Row {
  readonly from: string;
  readonly text: string;
  readonly person: string;
}

const rows: readonly Row[] = (() => {
  const found: Row[] = [];
  let from = "";
  for (const line of TABLE.trim().split("\n")) {
    const [text = "", person] = line.split(" | ").map((part) => part.trim());
    if (person === undefined) from = text;
    else found.push({ from, text, person });
  }
  return found;
})();

const figure = (value: number): string => String(Number(value.toPrecision(14)));

/** The reader's answer in the words of the table. */
function answer(text: string): string {
  const reading = readQuantity(text);
  if (!reading.ok) return `refused: ${reading.refusal.cause}`;
  const { measure, low, high, per } = reading.quantity;
  return [measure, figure(low), figure(high), ...per.map(({ unit }) => `per ${unit}`)].join(" ");
}

const SAME: ReadonlyMap<string, string> = new Map([
  ["sec", "s"],
  ["second", "s"],
  ["annum", "year"],
]);
const words = (text: string): string =>
  text
    .split(" ")
    .map((word) => SAME.get(word) ?? (/^\d/.test(word) ? String(Number(word)) : word))
    .join(" ");

const verdict = ({ text, person }: Row): "right" | "wrong" | "refused" => {
  const said = answer(text);
  if (said.startsWith("refused")) return person === "–" ? "right" : "refused";
  return words(said) === words(person) ? "right" : "wrong";
};

test("there are a hundred of them", () => expect(rows.length).toBeGreaterThanOrEqual(100));

test("none is read wrong", () => {
  expect(
    rows.filter((row) => verdict(row) === "wrong").map(({ text, person }) => `${text}: ${answer(text)}, not ${person}`),
  ).toEqual([]);
});

test("those that are refused are known by name", () => {
  expect(
    rows.filter((row) => verdict(row) === "refused").map(({ text }) => `${text}: ${answer(text).slice(9)}`),
  ).toEqual([
    // The author means kilobytes, and wrote what is neither kB nor kbit.
    "25-50kb: ambiguous",
    "1-3 Kb: ambiguous",
    // Bytes, or billions.
    "less than 10B: ambiguous",
    // What is counted is named behind a word that may be counted too.
    "2100 read permissions: trailing",
    "10 day period: trailing",
    "10Mb: ambiguous",
    "5% of requests: trailing",
  ]);
});
