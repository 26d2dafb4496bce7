import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { lineageGapsSchema, lineageSchema } from "../../src/cli/lineage/schema.ts";
import type { JobEvent } from "../../src/lineage/open-lineage/event.ts";
import { validator } from "./validator.ts";
import { commit, dataplan, git, scratch } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);

const text = { type: "string", minLength: 1 };
const facet = {
  type: "object",
  required: ["_producer", "_schemaURL"],
  properties: { _producer: { type: "string", format: "uri" }, _schemaURL: { type: "string", format: "uri" } },
};
const dataset = { type: "object", required: ["namespace", "name"], properties: { namespace: text, name: text } };
const inputField = {
  type: "object",
  required: ["namespace", "name", "field"],
  properties: {
    ...dataset.properties,
    field: text,
    transformations: {
      type: "array",
      items: { type: "object", required: ["type"], properties: { type: { enum: ["DIRECT", "INDIRECT"] } } },
    },
  },
};
const inputFields = { type: "array", items: inputField };
/** What OpenLineage 2-0-2 asks of an event about a job without a run, and its column-lineage facet 1-2-0 of a dataset. */
const SHAPE = {
  type: "object",
  required: ["eventTime", "producer", "schemaURL", "job"],
  not: { required: ["run"] },
  properties: {
    eventTime: { type: "string", format: "date-time" },
    producer: { type: "string", format: "uri" },
    schemaURL: { type: "string", format: "uri", pattern: "JobEvent$" },
    job: { ...dataset, properties: { ...dataset.properties, facets: { additionalProperties: facet } } },
    inputs: { type: "array", items: dataset },
    outputs: {
      type: "array",
      items: {
        ...dataset,
        properties: {
          ...dataset.properties,
          facets: {
            type: "object",
            additionalProperties: facet,
            properties: {
              columnLineage: {
                ...facet,
                required: [...facet.required, "fields"],
                properties: {
                  ...facet.properties,
                  fields: {
                    type: "object",
                    additionalProperties: { type: "object", required: ["inputFields"], properties: { inputFields } },
                  },
                  dataset: inputFields,
                },
              },
              schema: { ...facet, properties: { fields: { type: "array", items: { required: ["name"] } } } },
            },
          },
        },
      },
    },
  },
};

const repo = join(folder, "shop");
mkdirSync(repo);
git(repo, "init", "-q", "-b", "main");
commit(repo, "all", {
  "migrations/0001_orders/up.sql":
    "CREATE SCHEMA shop;\nCREATE TABLE shop.orders (id bigint PRIMARY KEY, amount numeric, note text);\n",
  "migrations/0001_orders/down.sql": "DROP SCHEMA shop CASCADE;\n",
  "dbt/dbt_project.yml": "name: bi\nprofile: bi\nmodel-paths: [models]\n",
  "dbt/models/sources.yml":
    "sources:\n  - name: app\n    schema: shop\n    tables:\n      - name: sales\n        identifier: orders\n  - name: lake\n    schema: land\n    database: lake\n    tables: [{ name: raw }]\n",
  "dbt/models/stg_orders.sql":
    "select o.id as order_id, o.amount as total, o.note, e.rate from {{ source('app', 'sales') }} o join erp.rates e using (id)\n",
  "dbt/models/models.yml":
    "models:\n  - name: stg_orders\n    config: { meta: { owner: Finance } }\n    columns: [{ name: total, data_type: numeric }]\n",
  "dbt/models/revenue.sql": "select sum(total) as revenue, 1 as one from {{ ref('stg_orders') }} where note is null\n",
  "dbt/models/raw_all.sql": "select * from {{ source('lake', 'raw') }}\n",
  "dbt/models/broken.sql": "select total from {{ ref('stg_orders') }} where ((\n",
  "dbt/seeds/countries.csv": "code,name\nCH,Switzerland\n",
});
const valid = validator(SHAPE);
const validGaps = validator(lineageGapsSchema);

function events(...args: string[]): readonly JobEvent[] {
  const { code, out, err } = dataplan(["lineage", ...args, "--format", "openlineage"], repo);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const found = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as JobEvent);
  for (const one of found) expect(valid(one), JSON.stringify(valid.errors)).toBe(true);
  return found;
}
const of = (found: readonly JobEvent[], name: string): JobEvent["outputs"][number] | undefined =>
  found.flatMap(({ outputs }) => outputs).find((one) => one.name === `bi.${name}`);

test("a whole commit is an event for each model, with what is made of what", () => {
  const found = events("--namespace", "postgres://db.shop.example:5432");
  expect(found.map(({ job }) => job.name)).toEqual(
    ["broken", "raw_all", "revenue", "stg_orders"].map((name) => `model.bi.${name}`),
  );
  expect(found[3]).toMatchObject({ eventTime: "2026-03-01T12:00:00.000Z" });
  const namespace = "postgres://db.shop.example:5432";
  const direct = (name: string, field: string) => ({ namespace, name, field, transformations: [{ type: "DIRECT" }] });
  expect(found[3]?.inputs).toEqual([
    { namespace, name: "shop.orders" },
    { namespace, name: "erp.rates" },
  ]);
  expect(of(found, "stg_orders")?.facets.columnLineage).toMatchObject({
    fields: {
      order_id: { inputFields: [direct("shop.orders", "id")] },
      total: { inputFields: [direct("shop.orders", "amount")] },
      note: { inputFields: [direct("shop.orders", "note")] },
      rate: { inputFields: [direct("erp.rates", "rate")] },
    },
  });
  expect(of(found, "stg_orders")?.facets.schema?.fields).toContainEqual({ name: "total", type: "numeric" });
  expect(of(found, "stg_orders")?.facets.ownership?.owners).toEqual([{ name: "Finance" }]);
  expect(of(found, "revenue")?.facets.columnLineage).toMatchObject({
    fields: { revenue: { inputFields: [direct("bi.stg_orders", "total")] }, one: { inputFields: [] } },
    dataset: [{ namespace, name: "bi.stg_orders", field: "note", transformations: [{ type: "INDIRECT" }] }],
  });
});

test("what could not be followed is said beside it", () => {
  const found = events();
  expect(of(found, "raw_all")).toMatchObject({
    facets: {
      columnLineage: { fields: {} },
      dataplan_lineageGaps: { gaps: [{ reason: expect.stringContaining("all of lake.land.raw") }] },
    },
  });
  expect(of(found, "broken")?.facets.columnLineage).toBeUndefined();
  for (const name of ["raw_all", "broken"]) {
    const gaps = of(found, name)?.facets.dataplan_lineageGaps;
    expect(validGaps(gaps), JSON.stringify(validGaps.errors)).toBe(true);
  }
  expect(of(found, "revenue")?.facets.dataplan_lineageGaps).toBeUndefined();
});

test("a column is an event for each model that it goes through, with that column alone", () => {
  const found = events("revenue.revenue", "--up");
  expect(found.map(({ job }) => job.name)).toEqual(["model.bi.revenue", "model.bi.stg_orders"]);
  expect(found.map(({ outputs }) => Object.keys(outputs[0]?.facets.columnLineage?.fields ?? {}))).toEqual([
    ["revenue"],
    ["total"],
  ]);
  expect(of(found, "revenue")?.facets.columnLineage?.dataset).toBeUndefined();
});

test("only an export may go without a name", () => {
  const { code, err } = dataplan(["lineage", "--format", "json"], repo);
  expect(code).toBe(2);
  expect(err).toContain("Something is missing: lineage MODEL[.COLUMN]");
});

test("the schema of --format json is what it prints", () => {
  const check = validator(lineageSchema);
  for (const args of [["revenue"], ["shop.orders.amount", "--down", "--depth", "1"], ["raw_all.x"]]) {
    const found = JSON.parse(dataplan(["lineage", ...args, "--format", "json"], repo).out) as object;
    expect(check(found), JSON.stringify(check.errors)).toBe(true);
    expect(check({ ...found, nodes: [{}] })).toBe(false);
  }
});
