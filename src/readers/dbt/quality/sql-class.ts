import type { QualityClass } from "../../../model/quality.ts";
import { classOfTest } from "./test-classes.ts";

interface Hint {
  readonly class: QualityClass;
  /** Of the test's name, word by word. */
  readonly name: RegExp;
  /** Of its SQL, without comments, in lower case. */
  readonly sql: (text: string) => boolean;
  /** It wants two relations. */
  readonly two?: true;
}

const has =
  (...all: readonly RegExp[]) =>
  (text: string): boolean =>
    all.every((one) => one.test(text));

const COUNT = /\bcount\s*\(\s*(?:\*|1)\s*\)/;
const TOTAL = /\b(?:count|sum)\s*\(/;

/** The surest first. */
const HINTS: readonly Hint[] = [
  {
    class: "reconciliation",
    two: true,
    name: /reconcil|match|equal|same|balance|parity|ties?_out|\bvs\b|_vs_|agree|compare|consisten/,
    sql: (text) =>
      TOTAL.test(text)
        ? /\bfull\s+(?:outer\s+)?join\b|\babs\s*\(|\bexcept\b|\bminus\b|<>|!=/.test(text)
        : /\bexcept\b|\bminus\b/.test(text),
  },
  {
    class: "uniqueness",
    name: /uniq|dup(?:e|lic)|distinct/,
    sql: has(/\bhaving\b[^]*\bcount\s*\([^)]*\)\s*(?:>\s*1|>=\s*2|<>\s*1|!=\s*1)|\brow_number\s*\([^]*>\s*1/),
  },
  {
    class: "references",
    name: /orphan|referen|relationship|foreign_key|_fk\b|exists_in/,
    sql: (text) =>
      has(/\bleft\s+(?:outer\s+)?join\b/, /\bwhere\b[^]*\bis\s+null\b/)(text) ||
      /\bnot\s+in\s*\(\s*(?:select|with)\b|\bnot\s+exists\s*\(/.test(text),
  },
  {
    class: "freshness",
    name: /fresh|stale|recen|up_to_date|late_data/,
    sql: has(/\bmax\s*\(/, /\bcurrent_(?:date|timestamp)|\bnow\s*\(|\bgetdate\s*\(|\bsysdate/),
  },
  {
    class: "distribution",
    name: /anomal|outlier|drift|distribution|stdev/,
    sql: has(/\bstddev|\bpercentile|\bz_?score/),
  },
  { class: "row-count", name: /row_?count|volume|not_empty_table|has_rows|no_rows/, sql: has(COUNT) },
  { class: "nulls", name: /null|missing|empty|complete/, sql: has(/\bis\s+null\b/) },
  {
    class: "values",
    name: /accepted|valid|range|negativ|positiv|between|greater|less|within|allowed/,
    sql: has(/\bnot\s+in\s*\(|\bbetween\b|\bnot\s+(?:i?like|rlike|regexp)|\bregexp|[<>]=?\s*-?\d|!=|<>/),
  },
];

/** Characters: a test's text is a stranger's, and what it says it says early. */
const LOOKED_AT = 10_000;

/** What a test that is SQL of the project's own looks after, by its name, else by its SQL; undefined where neither tells. */
export function classOfSql(name: string, sql: string, relations: number): QualityClass | undefined {
  const text = sql
    .slice(0, LOOKED_AT)
    .replace(/\{#[^]*?#\}|--[^\n]*|\/\*[^]*?\*\//g, " ")
    .toLowerCase();
  const can = HINTS.filter(({ two }) => two !== true || relations > 1);
  const wrapped = /\btest_(\w+)\s*\(/.exec(text)?.[1];
  return (
    (wrapped === undefined ? undefined : classOfTest(wrapped)) ??
    can.find((hint) => hint.name.test(name.toLowerCase()))?.class ??
    can.find((hint) => hint.sql(text))?.class
  );
}
