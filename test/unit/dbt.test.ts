import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../../src/config/load.ts";
import type { ModelColumn } from "../../src/model/dbt.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import dbt from "../../src/readers/dbt/reader.ts";
import { Patience } from "../../src/readers/dbt/render/patience.ts";
import { readTemplate } from "../../src/readers/dbt/template.ts";
import { readYaml } from "../../src/readers/dbt/yaml-tree.ts";
import { coverageOf, type Covered } from "../../src/model/coverage.ts";
import { read } from "../../src/readers/read.ts";
import { treeOf } from "../case/files.ts";

type Wanted = Readonly<Record<string, unknown>>;
interface Expected {
  readonly relations?: Readonly<Record<string, string>>;
  readonly models: Readonly<Record<string, Wanted>>;
  readonly sources: Readonly<Record<string, Wanted>>;
  readonly exposures: Readonly<Record<string, Wanted>>;
  readonly semantics?: Readonly<Record<string, Wanted>>;
  readonly "unit-tests"?: Readonly<Record<string, Wanted>>;
  readonly functions?: Readonly<Record<string, Wanted>>;
  readonly guarantees?: readonly string[];
  /** Id → what is checked, of which columns, by what, and why only in part. */
  readonly coverage?: Readonly<Record<string, readonly string[]>>;
  readonly gaps: readonly string[];
  readonly selected?: readonly string[];
}

const root = join(import.meta.dirname, "../../fixtures/readers/dbt");
const cases = globSync("*/expected.yml", { cwd: root }).map(dirname).sort();

async function readFiles(folder: string, relations: Readonly<Record<string, string>> = {}): Promise<Snapshot> {
  const { config } = loadConfig(undefined, new Map());
  return read(treeOf("head", folder), [dbt], { ...config, relations }, new Map());
}

const column = ({ name, type, tests, place }: ModelColumn): string =>
  `${name}${type === undefined ? "" : ` ${type}`} [${tests.join(", ")}] ${place.path}:${place.line}`;

const covered = ({ class: what, columns, by, weak }: Covered): string =>
  [
    what,
    ...(columns.length > 0 ? [columns.join("+")] : []),
    "by",
    by.replace(/(?<=^[\w.]+)\(\w+=.*$/, ""),
    ...(weak.length > 0 ? [`(${weak.join(", ")})`] : []),
  ].join(" ");

function compare(fact: Fact, { words, ...wanted }: Wanted): void {
  const shown = "columns" in fact ? { ...fact, columns: (fact.columns as readonly ModelColumn[]).map(column) } : fact;
  expect(shown, fact.id).toMatchObject(wanted);
  const { has = [], lacks = [] } = (words ?? {}) as {
    readonly has?: readonly string[];
    readonly lacks?: readonly string[];
  };
  if (fact.kind !== "model") return;
  expect(fact.words, fact.id).toEqual(expect.arrayContaining([...has]));
  for (const word of lacks) expect(fact.words, fact.id).not.toContain(word);
}

describe.each(cases)("fixtures/readers/dbt/%s", (name) => {
  test("reads what a person wrote down", async () => {
    const expected = parse(readFileSync(join(root, name, "expected.yml"), "utf8")) as Expected;
    const side = await readFiles(join(root, name, "files"), expected.relations);
    const { facts, gaps, files } = side;
    for (const [kind, wanted] of [
      [facts.model, expected.models],
      [facts.source, expected.sources],
      [facts.exposure, expected.exposures],
      [facts.semantic, expected.semantics ?? {}],
      [facts["unit-test"], expected["unit-tests"] ?? {}],
      [facts.function, expected.functions ?? {}],
    ] as const) {
      expect(Object.keys(kind).sort()).toEqual(Object.keys(wanted).sort());
      for (const fact of Object.values(kind)) compare(fact, wanted[fact.id] ?? {});
    }
    const guarantees = Object.values(facts.guarantee).map(({ on, column, test, place, settings = {} }) =>
      [
        `${on} ${column ?? "-"} ${test} ${place.path}:${place.line}`,
        ...Object.entries(settings).map(([key, said]) => `${key}=${said.join()}`),
      ].join(" "),
    );
    for (const [id, wanted] of Object.entries(expected.coverage ?? {}))
      expect(coverageOf(side, id).map(covered).toSorted(), id).toEqual(wanted.toSorted());
    if (expected.guarantees !== undefined) expect(guarantees.sort()).toEqual([...expected.guarantees].sort());
    expect(gaps.map(({ key, place }) => `${key} ${place.path}:${place.line}`).sort()).toEqual(
      [...expected.gaps].sort(),
    );
    if (expected.selected !== undefined) expect(Object.keys(files).sort()).toEqual(expected.selected);
  });
});

describe("text from strangers", () => {
  const jinja = array(
    constantFrom(
      "{{",
      "}}",
      "{%",
      "%}",
      "{#",
      "#}",
      "'",
      '"',
      "ref(",
      "config(",
      ")",
      "[",
      "{",
      "}",
      "raw",
      "endraw",
      "\\",
      "\n",
      "a",
      "*",
      ",",
      "as",
      "select",
      "--",
      "/*",
    ),
    { maxLength: 60 },
  );
  test("never breaks the template reader", () => {
    assert(
      property(jinja, (parts) => {
        const text = parts.join(" ");
        const { broken } = readTemplate(text);
        if (broken !== undefined) expect(broken.line).toBeLessThanOrEqual(text.split("\n").length);
      }),
      { numRuns: 500 },
    );
  });

  test("is read in time that grows with its length, however deep or long", () => {
    const start = performance.now();
    readTemplate(`{{ config(a=${"[".repeat(50_000)}) }}`);
    readTemplate(`{{ ref(${"'a' ~ ".repeat(50_000)}'b') }}`);
    readTemplate(`select ${"(".repeat(50_000)} ${"a as b, ".repeat(50_000)} from x`);
    readTemplate("'".repeat(100_001));
    readTemplate('"'.repeat(100_001));
    readTemplate(`{{ ${"ref(".repeat(20_000)}${")".repeat(20_000)} }}`);
    readTemplate(`{{ config(${"a=[1],".repeat(50_000)}) }}`);
    readTemplate("{% macro a() %}".repeat(10_000));
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test("cannot blow up through aliases", () => {
    const laughs = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 12; i += 1)
      laughs.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
      );
    const { errors, root } = readYaml(laughs.join("\n"));
    expect(root).toBeUndefined();
    expect(errors.map(({ reason }) => reason).join()).toMatch(/aliases/);
    expect(readYaml("a: &a {b: *a}").errors.length + 1).toBeGreaterThan(0);
  });

  test("has one budget for all templates of a repository, so that a thousand attacks cost little more than one", () => {
    const patience = new Patience();
    const first = patience.limits().steps;
    let all = 0;
    for (let i = 0; i < 10_000; i += 1) {
      const { steps } = patience.limits();
      patience.spend(steps);
      all += steps;
    }
    expect(all).toBeLessThan(50 * first);
    expect(patience.limits().steps).toBeGreaterThanOrEqual(5_000);
  });

  test("keeps names that JavaScript knows", async () => {
    const yaml = readYaml("models:\n  - name: constructor\n    columns: [{name: __proto__}]\n");
    expect(JSON.stringify(yaml.root)).toContain("__proto__");
  });
});

test("a case is called what it is", () => {
  expect(cases.length).toBeGreaterThan(5);
  expect(cases.filter((name) => basename(name) !== name)).toEqual([]);
});
