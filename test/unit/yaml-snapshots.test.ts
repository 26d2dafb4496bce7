import { beforeAll, expect, test } from "vitest";
import { readyParser } from "../../src/columns/parse/read-query.ts";
import { loadConfig } from "../../src/config/load.ts";
import { outputOf } from "../../src/lineage/output-of.ts";
import dbt from "../../src/readers/dbt/reader.ts";
import { read } from "../../src/readers/read.ts";

beforeAll(readyParser);

const texts: Readonly<Record<string, string>> = {
  "dbt_project.yml": "name: shop\nsnapshot-paths: [snapshots]\n",
  "models/orders.sql": "select id, amount as total from {{ source('app', 'orders') }}\n",
  "models/sources.yml": "sources:\n  - name: app\n    tables: [{name: orders}, {name: users, columns: [{name: ID}]}]\n",
  "snapshots/history.yml":
    "snapshots:\n  - {name: of_model, relation: ref('orders')}\n  - {name: of_source, relation: \"source('app', 'users')\"}\n  - {name: of_nothing, relation: ref(which)}\n",
};

test("a snapshot written in YAML gives what it takes, and what dbt adds", async () => {
  const files = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { path, text, hash: text }]));
  const tree = { sha: "head", paths: Object.keys(texts), files, unread: [] };
  const seen = await read(tree, [dbt], loadConfig(undefined, new Map()).config, new Map());
  const added = ["dbt_scd_id", "dbt_updated_at", "dbt_valid_from", "dbt_valid_to"];

  const model = outputOf(seen, "model.shop.of_model");
  expect(model?.columns.map(({ name }) => name)).toEqual(["id", "total", ...added]);
  expect(model?.columns[1]?.made).toEqual([{ id: "model.shop.orders", column: "total" }]);
  expect(model?.stars).toEqual([]);

  const source = outputOf(seen, "model.shop.of_source");
  expect(source?.columns.map(({ key }) => key)).toEqual(["id", ...added]);
  expect(source?.stars.map(({ of }) => of)).toEqual(["source.shop.app.users"]);

  expect(outputOf(seen, "model.shop.of_nothing")).toBeUndefined();
});
