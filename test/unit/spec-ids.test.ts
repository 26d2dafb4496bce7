import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { declined } from "../../src/declined.ts";
import { ruleNames, rules } from "../../src/rules.ts";

const SPEC = join(import.meta.dirname, "../../../shared/spec/migrations.md");

/** Cells of the table that are words, not ids: the ids that they mean, and parts that mean none. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  "drop-matview/view-needed": ["drop-matview"],
  "add-exclude on existing data": ["add-exclude"],
  "recreate-table-cascade (SQLite)": ["recreate-table-cascade"],
  "MySQL: require-algorithm-lock-options": ["require-algorithm-lock-options"],
  "MySQL: enum/set remove": ["enum-set-storage"],
  reorder: ["enum-set-storage"],
  "insert-in-middle": ["enum-set-storage"],
  "storage growth": ["enum-set-storage"],
  "MySQL: expression default": ["expression-default"],
  "column position (FIRST/AFTER)": ["column-position"],
  "MySQL: implicit-update-not-null": ["implicit-update-not-null"],
  "hypertable ddl": ["hypertable"],
  "nondeterministic-collation FK": ["nondeterministic-collation"],
  "on-delete missing": ["on-delete-missing"],
  "index-width (>3 cols non-unique)": ["index-width"],
  "key-number limit": ["key-number-limit"],
  "blob key": ["blob-key"],
  "hash index": ["hash-index"],
  "type allow-list": ["type-allow-list"],
  "vector params": ["vector-params"],
  "spatial index": ["spatial-index"],
  "gin-jsonb expression": ["gin-jsonb-expression"],
  "index-name required": ["index-name-required"],
  "enum-add-value-in-tx (and used in same tx)": ["enum-add-value-in-tx", "enum-value-used-in-transaction"],
  "lock-timeout missing": ["lock-timeout-missing"],
  zero: ["lock-timeout-zero"],
  "too long": ["lock-timeout-too-long"],
  "set after the DDL": ["lock-timeout-after-ddl"],
  "stmts-per-tx limit": ["stmts-per-tx-limit"],
  "mixed DDL+DML": ["mixed-ddl-dml"],
  "non-transactional statement": ["non-transactional-statement"],
  "naming: table/column/index/FK/check/unique regex": [
    "table-name-regex",
    "column-name-regex",
    "index-name-regex",
    "fk-name-regex",
    "check-name-regex",
    "unique-name-regex",
  ],
  case: ["name-case"],
  "reserved word": ["reserved-word"],
  ">63 bytes": ["identifier-too-long"],
  "trailing `_del` before drop": ["trailing-del"],
  "comments required": ["require-comment"],
  "header/milestone": ["migration-header", "milestone"],
  "ticket id": ["ticket-id"],
  "data-dictionary file per table": ["data-dictionary"],
  "placeholder (`${}`": ["placeholder"],
  "`{{ }}`) handling": [],
  "timestamp(0)": ["timestamp-0"],
  "varchar(n)": ["varchar"],
  "forbidden types": ["forbidden-types"],
  "required columns": ["required-columns"],
  comments: ["column-comments"],
  "column alignment order": ["column-alignment-order"],
  "toast/lz4/autovacuum/extension pin": ["toast", "lz4", "autovacuum", "extension-pin"],
  "duplicate column assignment": ["duplicate-column-assignment"],
  "select *": ["select-star"],
  "leading %": ["leading-wildcard"],
  "no functions in WHERE": ["no-functions-in-where"],
  "insert without columns": ["insert-without-columns"],
  "MySQL: engine": ["mysql-engine"],
  "charset/collation": ["mysql-charset"],
  "auto-inc": ["mysql-auto-increment"],
  definer: ["mysql-definer"],
  "display-width": ["mysql-display-width"],
  "zero-date": ["mysql-zero-date"],
  "has-enum/fk/float/time/routine; 81 BB mysql + ~50 BB pg rules; ~78 QE ddl rules": ["mysql-has-type"],
};

/** On the way: this list only ever gets shorter. */
const NOT_YET: ReadonlySet<string> = new Set([]);

const withoutPeers = (text: string): string =>
  text.replaceAll(/ \((?:[A-Z]{2}\b|EU|OM|BB|SK|AT|MP)[^()]*(?:\([^()]*\)[^()]*)*\)/g, "");

/** Ids of the first column of 1a–1h, and of the running list 1i. */
function idsOf(spec: string): readonly string[] {
  const table = spec.slice(spec.indexOf("### 1a"), spec.indexOf("\n## 2"));
  const [rows = "", list = ""] = table.split(/### 1i[^\n]*\n/);
  const cells = rows
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split(" | ")[0]?.slice(2).trim() ?? "")
    .filter((cell) => cell !== "id");
  const points = withoutPeers(list.trim().replace(/\.$/, "")).split(" · ");
  return [...cells, ...points]
    .flatMap((cell) => (cell in MEANT ? [cell] : cell.split(/ \/ |, /)))
    .map((part) => part.replace(/ \(created_at\)$/, "").trim())
    .flatMap((part) => MEANT[part] ?? [part]);
}

describe("ids without a rule", () => {
  const known = declined.flatMap(({ ids }) => ids);
  test("stand once, and nowhere as a rule", () => {
    expect(known.filter((id, i) => known.indexOf(id) !== i)).toEqual([]);
    expect(known.filter((id) => ruleNames.has(id))).toEqual([]);
  });
  test("say why, and name rules that there are", () => {
    for (const { why } of declined) expect(why.length).toBeGreaterThan(40);
    const named = declined.flatMap(({ instead = [] }) => instead);
    expect(named.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
  });
});

describe.skipIf(!existsSync(SPEC))(
  "every id of ../shared/spec/migrations.md (skipped where that page is absent)",
  () => {
    const ids = existsSync(SPEC) ? idsOf(readFileSync(SPEC, "utf8")) : [];
    const answered = new Set([...ruleNames.keys(), ...declined.flatMap((one) => one.ids)]);
    test("is read from the table", () => {
      expect(ids.length).toBeGreaterThan(150);
      expect(ids.filter((id) => !/^[a-z][a-z0-9_]*(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
    });
    test("is a rule, or is declined with a reason, or is on the way", () => {
      expect(ids.filter((id) => !answered.has(id) && !NOT_YET.has(id))).toEqual([]);
    });
    test("is on the way no longer once it is there", () => {
      expect([...NOT_YET].filter((id) => answered.has(id) || !ids.includes(id))).toEqual([]);
    });
  },
);
