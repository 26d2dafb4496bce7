import type { Measure } from "./quantity.ts";

export interface Unit {
  readonly measure: Measure;
  readonly base: number;
  readonly noun?: string;
  readonly bits?: true;
  /** The unit is itself a rate, so many a second (`rps`, `Gbps`). */
  readonly perSecond?: true;
}

const DAY = 86_400;
const YEAR = 365.25 * DAY;

const TIME: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({
    ns: 1e-9,
    nanosecond: 1e-9,
    us: 1e-6,
    µs: 1e-6,
    μs: 1e-6,
    microsecond: 1e-6,
    ms: 1e-3,
    msec: 1e-3,
    millisecond: 1e-3,
    s: 1,
    sec: 1,
    second: 1,
    min: 60,
    minute: 60,
    h: 3600,
    hr: 3600,
    hour: 3600,
    d: DAY,
    day: DAY,
    w: 7 * DAY,
    wk: 7 * DAY,
    week: 7 * DAY,
    mo: YEAR / 12,
    month: YEAR / 12,
    quarter: YEAR / 4,
    y: YEAR,
    yr: YEAR,
    year: YEAR,
    annum: YEAR,
    decade: 10 * YEAR,
  }),
);

const NOUNS = new Set(
  (
    "account action alert attempt batch box call change check click column connection consumer copy core credit " +
    "customer dashboard document dpu entity error event exception failure file incident index insert instance item " +
    "job key line lookup message model node object occurrence operation order page partition payment person post " +
    "process query record replica report request response retry row run session shard slot statement step table task " +
    "team test thread ticket time topic transaction trip unit update user value version view vote warning worker write " +
    "read tuple entry user_action alarm violation duplicate null mismatch timeout restart crash " +
    "pod container namespace cluster node host machine server broker cpu vcpu heap block chunk segment tenant device " +
    "sensor metric sample serie span trace log paste post tweet photo image video impression subscriber member visit " +
    "reading booking claim invoice shipment parcel reservation subscription measurement observation notification bid " +
    "auction trade tick ride visitor commit package release op req msg txn tx rec q"
  ).split(" "),
);

const RATES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    rps: "request",
    qps: "query",
    tps: "transaction",
    eps: "event",
    iops: "operation",
  }),
);

const PREFIX: ReadonlyMap<string, number> = new Map(
  Object.entries<number>({ "": 0, k: 1, K: 1, M: 2, G: 3, T: 4, P: 5, E: 6 }),
);

/** "kB", "GiB", "Mb", "Gbit", "MBps": decimal prefixes are powers of ten, an `i` makes them powers of two. */
function storage(word: string): Unit | undefined {
  const match = /^([kKMGTPE]?)(i?)(B|b|bit|bits|byte|bytes|Byte|Bytes)(ps)?$/.exec(word);
  if (match === null) return undefined;
  const [, prefix = "", binary = "", letter = "", rate] = match;
  if (binary !== "" && prefix === "") return undefined;
  const power = PREFIX.get(prefix) ?? 0;
  const bits = letter === "b" || letter.startsWith("bit");
  const base = (binary === "i" ? 1024 ** power : 1000 ** power) / (bits ? 8 : 1);
  return { measure: "bytes", base, ...(bits ? { bits: true } : {}), ...(rate === "ps" ? { perSecond: true } : {}) };
}

const SPELT: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ kilo: "k", mega: "M", giga: "G", tera: "T", peta: "P" }),
);

export const singular = (word: string): string =>
  word.endsWith("ies")
    ? `${word.slice(0, -3)}y`
    : /(?:x|ch|sh|ss)es$/.test(word)
      ? word.slice(0, -2)
      : word === "people"
        ? "person"
        : word === "indices"
          ? "index"
          : /[^s]s$/.test(word)
            ? word.slice(0, -1)
            : word;

const CURRENCY: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    $: "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    usd: "USD",
    eur: "EUR",
    gbp: "GBP",
    jpy: "JPY",
    chf: "CHF",
    dollar: "USD",
    euro: "EUR",
  }),
);

export const currency = (word: string): string | undefined => CURRENCY.get(singular(word.toLowerCase()));

/** Lower-case spellings with one reading only: `kb` has two (kilobit, kilobyte), so it is no unit. */
const sloppy = (word: string): string =>
  /^[mgtp]b$/.test(word) ? word.toUpperCase() : /^[mgtp]bps$/.test(word) ? `${word.charAt(0).toUpperCase()}bps` : word;

/** `Mb` is a megabit, and is written for a megabyte as often; behind "per second" bits are meant. */
export const isLooselyBits = (word: string): boolean => /^(?:kb|[KMGTP]b)$/.test(word);

/** The unit that a word names, or undefined: an unknown word is never taken for a noun. */
export function unit(word: string): Unit | undefined {
  if (word === "kb") return undefined;
  const lower = singular(word.toLowerCase());
  const spelt = /^(kilo|mega|giga|tera|peta)(bytes?|bits?)$/.exec(word.toLowerCase());
  const bytes = storage(spelt === null ? sloppy(word) : `${SPELT.get(spelt[1] ?? "") ?? ""}${spelt[2] ?? ""}`);
  if (bytes !== undefined) return bytes;
  if (word === "%" || lower === "percent" || lower === "pct") return { measure: "ratio", base: 0.01 };
  if (word === "x" || word === "×" || lower === "fold") return { measure: "factor", base: 1 };
  const seconds = word === "S" || word === "D" ? undefined : (TIME.get(word.toLowerCase()) ?? TIME.get(lower));
  if (seconds !== undefined) return { measure: "time", base: seconds };
  const rate = RATES.get(word.toLowerCase());
  if (rate !== undefined) return { measure: "count", base: 1, noun: rate, perSecond: true };
  if (NOUNS.has(lower)) return { measure: "count", base: 1, noun: lower };
  const money = currency(word);
  return money === undefined ? undefined : { measure: "money", base: 1, noun: money };
}
