import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { coverageSchema } from "../../src/cli/coverage/schema.ts";
import type { CoverageReport } from "../../src/model/coverage-report.ts";
import { validator } from "./validator.ts";
import { commit, dataplan, git, put, scratch } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);
const repo = join(folder, "shop");
put(repo, { "dbt_project.yml": "name: shop\nprofile: shop\n" });
git(repo, "init", "-q", "-b", "main");
commit(repo, "all", {
  "models/orders.sql": "select 1 as id, 2 as line, 3 as amount\n",
  "models/empty.sql": "select 1 as x\n",
  "models/models.yml": `sources:
  - name: app
    tables: [{ name: sales, freshness: { warn_after: { count: 1, period: day } } }]
models:
  - name: orders
    data_tests:
      - dbt_utils.unique_combination_of_columns: { combination_of_columns: [id, line] }
      - somebody.elses_test
    columns:
      - name: amount
        data_tests: [not_null: { config: { severity: warn } }]
unit_tests:
  - name: adds_up
    model: orders
    given: []
    expect: { rows: [] }
`,
});
const run = (...args: string[]) => dataplan(["coverage", ...args], repo);

test("one model is shown check by check, with what counts only in part and what nobody checks", () => {
  const { code, out } = run("orders");
  expect(code).toBe(0);
  expect(out).toContain("  uniqueness      id, line  dbt_utils.unique_combination_of_columns(");
  expect(out).toContain("  nulls           amount  not_null  (only warns)  models/models.yml:11\n");
  expect(out).toContain("no check of freshness, references, values, row-count, distribution, reconciliation, schema\n");
  expect(out).toContain("beside: 1 of which nobody can tell what it looks after\n");
  expect(out).toContain("beside: 1 unit test of its logic\n");
});

test("a whole project is a line for each, models before sources", () => {
  const { out } = run();
  const rows = out.split("\n").map((line) => line.replace(/ +/g, " "));
  expect(rows[0]).toBe(" freshness nulls uniqueness references values row-count distribution reconciliation schema");
  expect(rows.slice(1, 4)).toEqual([
    "model empty · · · · · · · · ·",
    "model orders · (1) 1 · · · · · ·",
    "source app.sales (1) · · · · · · · ·",
  ]);
  expect(out).toContain("3 models and sources, 1 of them without any check.");
});

test("the schema of --format json is what it prints", () => {
  const check = validator(coverageSchema);
  const report = JSON.parse(run("--format", "json").out) as CoverageReport;
  expect(check(report), JSON.stringify(check.errors)).toBe(true);
  expect(check({ ...report, all: [{}] })).toBe(false);
  expect(report.all.map(({ id, other, unitTests }) => [id, other, unitTests])).toEqual([
    ["model.shop.empty", 0, 0],
    ["model.shop.orders", 1, 1],
    ["source.shop.app.sales", 0, 0],
  ]);
});

test.each([
  ["ordrs", "did you mean orders?"],
  ["orders.amount", "neither a dbt model nor a source as a whole"],
])("%s is answered with what was meant", (asked, answer) => {
  const { code, out, err } = run(asked);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(answer);
});
