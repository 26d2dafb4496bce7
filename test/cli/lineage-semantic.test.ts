import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parse } from "../../src/cli/parse.ts";
import lineage from "../../src/cli/subcommands/lineage.ts";
import type { Lineage } from "../../src/model/lineage.ts";
import { commit, git, scratch } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);
const repo = join(folder, "shop");
mkdirSync(repo);
git(repo, "init", "-q", "-b", "main");
commit(repo, "all", {
  "dbt_project.yml": "name: bi\nprofile: bi\n",
  "models/raw.yml":
    "sources:\n  - name: app\n    tables: [{ name: sales, columns: [{ name: id }, { name: net }, { name: kind }] }]\n",
  "models/orders.sql":
    "select id as order_id, net as amount, kind = 'b2b' as is_large, kind from {{ source('app', 'sales') }}\n",
  "models/open.sql": "select * from {{ source('app', 'events') }}\n",
  "models/fin/ledger.sql": "{{ config(schema='finance') }}\nselect amount as booked from {{ ref('orders') }}\n",
  "models/by_name.sql": "select booked as total from dwh_finance.ledger\n",
  "models/by_guess.sql": "select amount from prod.orders\n",
  "models/stranger.sql": "select booked as other from audit.ledger\n",
  "models/semantic.yml": `semantic_models:
  - name: order_facts
    model: ref('orders')
    entities: [{ name: order, type: primary, expr: order_id }]
    dimensions:
      - { name: size, type: categorical, expr: "case when is_large then 'large' else 'small' end" }
    measures:
      - { name: revenue_total, agg: sum, expr: amount }
      - { name: amount, agg: count, expr: kind }
      - { name: lost, agg: sum, expr: gone }
      - { name: rows_counted, agg: sum, expr: 1 }
  - name: event_facts
    model: ref('open')
    measures: [{ name: clicks, agg: sum, expr: clicked }]
metrics:
  - name: revenue
    label: Revenue
    type: simple
    type_params: { measure: revenue_total }
  - name: kinds
    label: Kinds
    type: simple
    type_params: { measure: amount }
  - name: revenue_per_kind
    label: Revenue per kind
    type: ratio
    type_params: { numerator: revenue, denominator: kinds }
saved_queries:
  - name: monthly
    label: Monthly
    query_params: { metrics: [revenue], group_by: ["Dimension('order__size')"] }
exposures:
  - name: board
    type: dashboard
    owner: { name: Finance }
    depends_on: ["metric('revenue')"]
`,
});

async function asked(...typed: string[]): Promise<Lineage> {
  const said: string[] = [];
  const quiet = { colour: false, width: 100, err: () => undefined, progress: () => undefined };
  const args = parse(lineage, [...typed, "--format", "json", "--repo", repo]);
  await lineage.run(args, { ...quiet, out: (text) => said.push(text) });
  return JSON.parse(said.join("")) as Lineage;
}
const SHORT = /\b(model|source|metric|saved_query|semantic_model|exposure)\.bi\./g;
const arrows = ({ edges }: Lineage): readonly string[] =>
  edges.map(({ from, to, how }) => `${from} ${how} ${to}`.replace(SHORT, ""));

test("a metric goes up over its measure and the expression to the column of a source", async () => {
  expect(arrows(await asked("revenue", "--up"))).toEqual([
    "order_facts#revenue_total value revenue",
    "orders#amount value order_facts#revenue_total",
    "app.sales#net value orders#amount",
  ]);
});

test("a metric of metrics and a saved query go up to each of their columns, and to no other", async () => {
  expect(arrows(await asked("revenue_per_kind", "--up"))).toEqual([
    "kinds#kinds value revenue_per_kind",
    "revenue#revenue value revenue_per_kind",
    "order_facts#amount value kinds#kinds",
    "order_facts#revenue_total value revenue#revenue",
    "orders#kind value order_facts#amount",
    "orders#amount value order_facts#revenue_total",
    "app.sales#kind value orders#kind",
    "app.sales#net value orders#amount",
  ]);
  expect(arrows(await asked("monthly", "--up"))).toEqual([
    "revenue#revenue value monthly",
    // The dimension is asked for by its entity.
    "order_facts#order value monthly",
    "order_facts#size value monthly",
    "order_facts#revenue_total value revenue#revenue",
    "orders#order_id value order_facts#order",
    "orders#is_large value order_facts#size",
    "orders#amount value order_facts#revenue_total",
    "app.sales#id value orders#order_id",
    "app.sales#kind value orders#is_large",
    "app.sales#net value orders#amount",
  ]);
});

test("a column goes down to the metric, the saved query and the exposure, and to no measure that only bears its name", async () => {
  expect(arrows(await asked("orders.amount", "--down")).filter((arrow) => !arrow.includes("ledger"))).toEqual([
    "orders#amount value order_facts#revenue_total",
    "orders#amount unknown by_guess#amount",
    "order_facts#revenue_total value revenue#revenue",
    "revenue#revenue value revenue_per_kind#revenue_per_kind",
    "revenue#revenue value monthly",
    "revenue#revenue relation board",
  ]);
  expect(arrows(await asked("orders.is_large", "--down"))).toEqual([
    "orders#is_large value order_facts#size",
    "order_facts#size value monthly",
  ]);
});

test("what a measure names and its model does not give, or may give, is unknown", async () => {
  expect(await asked("order_facts.lost", "--up")).toMatchObject({
    edges: [],
    unknown: [{ reason: "orders gives no column gone, which lost is made of" }],
  });
  expect(await asked("order_facts.rows_counted", "--up")).toMatchObject({ edges: [], unknown: [] });
  expect(arrows(await asked("event_facts.clicks", "--up"))[0]).toBe("open#clicked unknown event_facts#clicks");
});

test("a model that is named by the relation it is built as is read, for sure where its schema is stated", async () => {
  expect(arrows(await asked("ledger.booked", "--down"))).toEqual(["ledger#booked value by_name#total"]);
  expect(arrows(await asked("by_name.total", "--up"))[0]).toBe("ledger#booked value by_name#total");
  const guess = await asked("by_guess.amount", "--up", "--depth", "1");
  expect(guess.edges).toMatchObject([
    { how: "unknown", why: "its SQL names prod.orders, which may be orders: only a profile knows its schema" },
  ]);
  expect(await asked("stranger.other", "--up")).toMatchObject({
    edges: [],
    unknown: [{ reason: expect.stringContaining("booked of audit.ledger") }],
  });
});
