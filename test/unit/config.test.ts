import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";

const names = new Map([
  ["column-dropped", "column-dropped"],
  ["drop-column", "column-dropped"],
  ["table-dropped", "table-dropped"],
]);
const load = (text: string) => loadConfig({ path: ".github/dataplan.yml", text }, names);
const said = (text: string): string[] =>
  load(text).errors.map(({ place, message }) => `${place.line}:${place.column ?? 0} ${message}`);

describe("a good file", () => {
  test("is completed with the defaults", () => {
    const { config, errors } = load("version: 1\nmode: audit\n");
    expect(errors).toEqual([]);
    expect(config).toMatchObject({
      mode: "audit",
      postgresVersion: 18,
      lockTimeoutSet: false,
      defaultSchema: "public",
      plans: ["plans/**/*.{md,yaml,yml}"],
      waivers: [],
    });
  });
  test("days of grace are numbers or tiers, and those that are not said are ours", () => {
    const { config, errors } = load(
      "grace:\n  models: stable\n  subjects:\n    public.users: 3\n    shop.orders: draft\n",
    );
    expect(errors).toEqual([]);
    expect(config.grace).toEqual({ tables: 7, models: 180, subjects: { "public.users": 3, "shop.orders": 0 } });
    expect(said("grace:\n  models: forever\n")).toEqual([
      "2:3 Unexpected value of `grace.models`, expected a number of days, or `draft`, `beta` or `stable`",
    ]);
  });
  test("an empty one is the defaults", () => {
    expect(load("").errors).toEqual([]);
    expect(load("# nothing yet\n").config.mode).toBe("enforce");
  });
  test("takes a level, a setting or a list, and an alias for the rule", () => {
    const { config } = load(
      'rules:\n  drop-column: review\n  table-dropped:\n    - level: block\n    - { level: "off", paths: ["legacy/**"] }\n',
    );
    expect(config.rules).toEqual({
      "column-dropped": [{ level: "review" }],
      "table-dropped": [{ level: "block" }, { level: "off", paths: ["legacy/**"] }],
    });
  });
  test("a waiver keeps its place", () => {
    const { config, errors } = load(
      "waivers:\n  - fingerprint: 0123456789ab\n    reason: agreed with the billing team\n    owner: kim\n    until: 2027-01-31\n",
    );
    expect(errors).toEqual([]);
    expect(config.waivers[0]).toMatchObject({ fingerprint: "0123456789ab", until: "2027-01-31", place: { line: 2 } });
  });
});

const waiver = (rule: string) =>
  `waivers:\n  - rule: ${rule}\n    subject: public.users\n    reason: agreed with the billing team\n    owner: kim\n    until: 2027-01-31\n`;

describe("a waiver's rule", () => {
  test("may be an alias or the key of a gap", () => {
    expect(load(waiver("drop-column")).config.waivers[0]?.rule).toBe("column-dropped");
    expect(load(waiver("statement-unread")).config.waivers[0]?.rule).toBe("statement-unread");
  });
  test("is not a slip of the pen", () => {
    expect(said(waiver("tabel-dropped"))).toEqual([
      "2:5 Unexpected rule `tabel-dropped`, expected `table-dropped` (did you mean that?)",
    ]);
  });
});

describe("a broken file names line, column and the nearest known name", () => {
  test.each([
    ["modus: audit\n", "1:1 Unexpected key `modus` in the file, expected `mode` (did you mean that?)"],
    [
      "version: 1\nrules:\n  colum-dropped: off\n",
      "3:3 Unexpected rule `colum-dropped`, expected `column-dropped` (did you mean that?)",
    ],
    ["mode: on\n", "1:1 Unexpected value of `mode`, expected one of `enforce`, `audit`"],
    [
      "rules:\n  table-dropped: never\n",
      "2:3 Unexpected setting of `rules.table-dropped`, expected `off`, `notice`, `review`, `block`, or `{ level, paths }`",
    ],
    ["postgres_version: 9\n", "1:1 Unexpected value of `postgres_version`: it must be >= 10"],
    [
      "plans:\n  - plans/*.md\n  - '!plans/old.md'\n",
      "3:5 Unexpected glob of `plans.1`, expected none with `!`: whatever fits one of a list is in it",
    ],
    [
      'rules:\n  table-dropped: { level: "off", paths: ["+(a*)b"] }\n',
      "2:42 Unexpected glob of `rules.table-dropped.paths.0`, expected `*`, `?`, `**`, `{a,b}` and `[a-z]` alone, and `\\` before another bracket",
    ],
    ["plans: 3\n", "1:1 Unexpected value of `plans`: it must be array"],
    [
      "waivers:\n  - reason: because we said so\n    owner: kim\n    until: 2027-01-31\n",
      "2:5 Unexpected waiver `waivers.0`, expected a `fingerprint`, or a `rule` with its `subject`",
    ],
  ])("%j", (text, message) => {
    expect(said(text)).toEqual([message]);
  });
  test("broken YAML, doubled keys and alias bombs are errors, and the defaults judge", () => {
    expect(said("mode: [\n")).toHaveLength(1);
    expect(said("mode: audit\nmode: enforce\n")[0]).toMatch(/^2:1 .*unique/);
    expect(load("mode: audit\nmode: enforce\n").config.mode).toBe("enforce");
    expect(said(`x-a: ${"a".repeat(300_000)}`)[0]).toMatch(/Unexpected size/);
  });
  test("every mistake is told, not only the first", () => {
    expect(said("modus: audit\nplan: []\n")).toHaveLength(2);
  });
});

describe("sizes of tables", () => {
  test("are read with their units, by the table's usual spelling", () => {
    const { config, errors } = load(
      'tables:\n  users: { rows: 120000000, bytes: 40GB }\n  "Shop.\\"Order\\"": { rows: 1.5 million }\n  log.lines: { bytes: 10 GiB }\n',
    );
    expect(errors).toEqual([]);
    expect(config.tables).toMatchObject({
      "public.users": { rows: 120_000_000, bytes: 40e9, place: { line: 2 } },
      '"Shop"."Order"': { rows: 1_500_000 },
      "log.lines": { bytes: 10 * 1024 ** 3 },
    });
  });
  test.each([
    ["tables:\n  users: { rows: many }\n", 2, "Unexpected value of `tables.users.rows`, expected a number of rows"],
    ["tables:\n  users:\n    bytes: 40 rows\n", 3, "Unexpected value of `tables.users.bytes`, expected a size like"],
    ["tables:\n  a.b.c: { rows: 1 }\n", 2, "Unexpected table `a.b.c` in `tables`, expected `table` or `schema.table`"],
    [
      "tables:\n  users: { row: 1 }\n",
      2,
      "Unexpected key `row` in `tables.users`, expected `rows` (did you mean that?)",
    ],
    ["tables:\n  users: {}\n", 2, "`tables.users`"],
    ["tables:\n  users: { rows: -1 }\n", 2, "`tables.users.rows`"],
  ])("%j is a mistake at line %i", (text, line, message) => {
    const { config, errors } = load(text);
    expect(config.tables).toEqual({});
    expect(errors[0]?.message).toContain(message);
    expect(errors[0]?.place.line).toBe(line);
  });
});
