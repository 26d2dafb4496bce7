import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "../../src/cli/parse.ts";
import lineage from "../../src/cli/subcommands/lineage.ts";
import type { Lineage } from "../../src/model/lineage.ts";
import { commit, dataplan, git, scratch } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);
const made = (name: string, files: Readonly<Record<string, string>>): string => {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  git(place, "init", "-q", "-b", "main");
  commit(place, "all", files);
  return place;
};
const dbt = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`dbt/${path}`, text]));
const repo = made("shop", {
  "migrations/0001_orders/up.sql":
    "CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id bigint PRIMARY KEY, customer_id bigint, amount numeric, note text);\n",
  "migrations/0001_orders/down.sql": "DROP SCHEMA shop CASCADE;\n",
  ...dbt({
    "dbt_project.yml": "name: bi\nprofile: bi\nmodel-paths: [models]\n",
    "models/sources.yml":
      "version: 2\nsources:\n  - name: app\n    schema: shop\n    tables:\n      - name: sales\n        identifier: orders\n",
    "models/stg_orders.sql":
      "select id as order_id, customer_id, amount as total, note from {{ source('app', 'sales') }}\n",
    "models/revenue.sql":
      "select customer_id, sum(total) as revenue from {{ ref('stg_orders') }} where note is null group by 1\n",
    "models/everything.sql": "select * from {{ ref('stg_orders') }}\n",
    "models/direct.sql": "select o.amount as paid, e.rate, 1 as one from shop.orders as o, erp.rates as e\n",
    "models/guessed.py": "def model(dbt, session):\n    return dbt.ref('stg_orders')\n",
    "models/broken.sql": "select total from {{ ref('stg_orders') }} where ((\n",
    "models/exposures.yml":
      "version: 2\nexposures:\n  - name: board\n    label: Revenue board\n    type: dashboard\n    owner: { name: Finance, email: f@example.com }\n    depends_on: [ref('revenue')]\n",
  }),
});
const run = (...args: string[]) => dataplan(["lineage", ...args], repo);
/** In this process, where the parser is warm: what the command line would print. */
const json = async (...typed: string[]): Promise<Lineage> => {
  const said: string[] = [];
  const quiet = { colour: false, width: 100, err: () => undefined, progress: () => undefined };
  const args = parse(lineage, [...typed, "--format", "json", "--repo", repo]);
  await lineage.run(args, { ...quiet, out: (text) => said.push(text) });
  return JSON.parse(said.join("")) as Lineage;
};
const arrows = ({ edges }: Lineage): readonly string[] => edges.map(({ from, to, how }) => `${from} ${how} ${to}`);

const TABLE = "table.shop.orders";
const SOURCE = "source.bi.app.sales";
const m = (name: string): string => `model.bi.${name}`;

/** A project of one model. */
const project = (name: string): Record<string, string> => ({
  [`${name}/models/a.sql`]: "select 1 as x\n",
  [`${name}/dbt_project.yml`]: `name: ${name}\nprofile: p\n`,
});

describe("lineage", () => {
  test("goes from a dashboard's model back to the column of the migration, over another identifier and names", async () => {
    expect(arrows(await json("revenue.revenue", "--up"))).toEqual([
      `${m("stg_orders")}#total value ${m("revenue")}#revenue`,
      `${SOURCE}#amount value ${m("stg_orders")}#total`,
      `${TABLE}#amount relation ${SOURCE}#amount`,
    ]);
  });

  test("goes from a column of a migration to all who read it, and shows what nobody can tell", async () => {
    const found = await json("shop.orders.amount", "--down");
    expect(arrows(found)).toEqual([
      `${TABLE}#amount relation ${SOURCE}#amount`,
      `${TABLE}#amount value ${m("direct")}#paid`,
      `${SOURCE}#amount value ${m("stg_orders")}#total`,
      `${m("stg_orders")}#total name ${m("broken")}#total`,
      `${m("stg_orders")}#total value ${m("everything")}#total`,
      `${m("stg_orders")}#total unknown ${m("guessed")}#total`,
      `${m("stg_orders")}#total value ${m("revenue")}#revenue`,
      `${m("revenue")}#revenue relation exposure.bi.board`,
    ]);
    expect(found).toMatchObject({ version: 1, asked: `${TABLE}#amount`, ways: ["down"], unknown: [], cut: [] });
    expect(found.nodes.at(-1)).toMatchObject({ kind: "exposure", name: "Revenue board", owner: "Finance" });
  });

  test("leads a relation that is named without source to the migration's table, and calls a stranger unknown", async () => {
    expect(arrows(await json("direct.paid", "--up"))).toEqual([`${TABLE}#amount value ${m("direct")}#paid`]);
    expect(await json("direct.rate", "--up")).toMatchObject({
      edges: [],
      unknown: [{ key: `${m("direct")}#rate`, way: "up", reason: expect.stringContaining("rate of erp.rates") }],
    });
    expect(await json("direct.one", "--up")).toMatchObject({ edges: [], unknown: [] });
    expect(arrows(await json("direct", "--up"))).toEqual([`${TABLE} relation ${m("direct")}`]);
  });

  test("says where a column only decides which rows there are, and follows it no further than to who shows them", async () => {
    expect(arrows(await json("stg_orders.note", "--down"))).toContain(
      `${m("stg_orders")}#note condition ${m("revenue")}`,
    );
    expect(arrows(await json("stg_orders.note", "--down"))).toContain(`${m("revenue")} relation exposure.bi.board`);
    expect(arrows(await json("shop.orders.id", "--down")).filter((arrow) => arrow.includes("revenue"))).toEqual([]);
  });

  test("draws trees without colours where they go into a file", () => {
    const { code, out } = run("app.sales.amount");
    expect(code).toBe(0);
    expect(out).not.toContain("\u001b");
    expect(out).toContain("source app.sales.amount  dbt/models/sources.yml:");
    expect(out).toContain("Comes from\n  └─ table shop.orders.amount  migrations/0001_orders/up.sql:2\n");
    expect(out).toContain("exposure Revenue board · Finance");
    expect(out).toMatch(/model guessed\.total .*unknown \(.+\)/);
    expect(dataplan(["lineage", "revenue"], repo, { FORCE_COLOR: "1" }).out).toContain("\u001b[");
  });

  test("ends at the depth that was asked for, and says so", async () => {
    const found = await json("shop.orders.amount", "--down", "--depth", "2");
    expect(found.nodes).toHaveLength(4);
    expect(found.cut).toEqual([{ key: `${m("stg_orders")}#total`, way: "down" }]);
    expect(run("shop.orders.amount", "--down", "--depth", "2").out).toContain("deeper than was asked");
  });

  test("draws at most 25 boxes", () => {
    const wide = made("wide", {
      "dbt_project.yml": "name: bi\nprofile: bi\n",
      "models/a.sql": "select 1 as x\n",
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [`models/b${i}.sql`, "select x from {{ ref('a') }}\n"]),
      ),
    });
    const { out } = dataplan(["lineage", "a.x", "--format", "mermaid"], wide);
    expect(out.match(/\["/g)).toHaveLength(25);
    expect(out).toContain('more["and 17 more"]');
    expect(run("revenue", "--format", "mermaid").out).toContain('(["exposure Revenue board · Finance"]):::exposure');
  });

  test.each([
    [["revenu"], "did you mean revenue?"],
    [["stg_orders.totl"], "gives no column totl: did you mean total?"],
    [["shop.orders.amont"], "gives no column amont: did you mean amount?"],
    [["revenue", "--depth", "0"], "whole number"],
    [["revenue", "--format", "dot"], "expected text, json, mermaid"],
    [[], "lineage MODEL[.COLUMN]"],
  ])("%j is answered with what was meant", (args, answer) => {
    const { code, out, err } = run(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(answer);
  });

  test("asks which of several is meant", () => {
    const two = made("two", { ...project("one"), ...project("two") });
    const { code, err } = dataplan(["lineage", "a"], two);
    expect(code).toBe(2);
    expect(err).toContain("a means several: model.one.a, model.two.a");
    expect(dataplan(["lineage", "two.a.x"], two).code).toBe(0);
  });
});
