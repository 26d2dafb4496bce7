import { beforeAll, describe, expect, test } from "vitest";
import { columnsOf } from "../../src/columns/columns-of.ts";
import { dialectOf } from "../../src/columns/parse/dialect.ts";
import { readyParser } from "../../src/columns/parse/read-query.ts";
import { readQuery } from "../../src/columns/parse/read-query.ts";
import { sameLength } from "../../src/columns/parse/same-length.ts";
import { resolveQuery } from "../../src/columns/resolve/resolve-query.ts";
import type { RowItem } from "../../src/columns/resolve/row.ts";

beforeAll(readyParser);

const column = (name: string): RowItem => ({ kind: "column", key: name, name });
const KNOWN: Readonly<Record<string, readonly RowItem[]>> = {
  "s.orders": ["id", "customer_id", "amount"].map(column),
  "s.customers": ["id", "name"].map(column),
  "s.part": [column("a"), { kind: "star", of: "s.raw", except: new Set(["a"]) }],
};

const isHole = (key: string): boolean => key.includes("_hole_");

/** `a<t.x> b<> | t.* - c | lost: d` */
function told(sql: string, adapter = "postgres"): string {
  const dialect = dialectOf(adapter);
  const read = readQuery(sql, dialect);
  if ("unread" in read) return `unread: ${read.unread}`;
  const found = columnsOf(
    resolveQuery(read.query, { dialect, catalog: (name) => KNOWN[name], expand: true, hole: isHole }),
  );
  const columns = found.columns.map(
    ({ name, origins }) => `${name}<${origins.map((o) => `${o.relation}.${o.key}`).join()}>`,
  );
  const stars = found.stars.map(({ of, except }) => `${of}.*${except.length > 0 ? ` - ${except.join()}` : ""}`);
  const lost = found.lost.map(({ name, why }) => `${why}: ${name}`);
  return [columns.join(" "), ...stars, ...lost].filter((part) => part !== "").join(" | ");
}

const readsOf = (sql: string, adapter = "postgres"): string => {
  const dialect = dialectOf(adapter);
  const read = readQuery(sql, dialect);
  if ("unread" in read) return read.unread;
  const { reads } = columnsOf(resolveQuery(read.query, { dialect, catalog: (name) => KNOWN[name], expand: true }));
  return reads
    .map(({ relation, key }) => `${relation}.${key}`)
    .toSorted()
    .join(" ");
};

describe("the columns of a query", () => {
  test.each([
    ["select a, b as c from t", "a<t.a> c<t.b>"],
    ["select * from t", "t.*"],
    ["select * from s.orders", "id<s.orders.id> customer_id<s.orders.customer_id> amount<s.orders.amount>"],
    ["with orders as (select * from s.orders) select id from orders", "id<s.orders.id>"],
    ["with orders as (select * from orders) select id from orders", "id<orders.id>"],
    ["with q(x, y) as (select id, amount from s.orders) select y from q", "y<s.orders.amount>"],
    [
      "select o.amount, name from s.orders o join s.customers c on c.id = o.customer_id",
      "amount<s.orders.amount> name<s.customers.name>",
    ],
    ["select id from s.orders o join s.customers c on c.id = o.customer_id", "id<> | ambiguous: id"],
    ["select nothing from s.orders", "nothing<> | missing: nothing"],
    ["select amount + 1 as more, name || 'x' as label from s.orders, t", "more<s.orders.amount> label<t.name>"],
    [
      "select * from s.orders join s.customers using (id)",
      "id<s.orders.id> customer_id<s.orders.customer_id> amount<s.orders.amount> name<s.customers.name>",
    ],
    ["select id from s.orders full join s.customers using (id)", "id<s.orders.id,s.customers.id>"],
    ["select id from s.orders union all select customer_id from s.orders", "id<s.orders.id,s.orders.customer_id>"],
    ["select * from t union all select * from u", "t.*"],
    ["select * from s.part", "a<s.part.a> | s.raw.* - a"],
    [
      "select (select max(amount) from s.orders o where o.customer_id = c.id) as top from s.customers c",
      "top<s.orders.customer_id,s.customers.id,s.orders.amount>",
    ],
    ["select l.x from t cross join lateral (select t.a as x) l", "x<t.a>"],
    ["select u.item from t, unnest(t.items) as u(item)", "item<t.items>"],
    [
      "with recursive r(n) as (select id from s.orders union all select n + 1 from r) select n from r",
      "n<s.orders.id>",
    ],
    ["select v.a from (values (1, 2)) as v(a, b)", "a<>"],
    ['select "Total" as total, total as "Total" from t', 'total<t."Total"> Total<t.total>'],
    ["select a, count(*) as n from t group by 1 order by n", "a<t.a> n<>"],
  ])("%s", (sql, wanted) => expect(told(sql)).toBe(wanted));
});

describe("the columns of a query in other dialects", () => {
  test.each([
    ["snowflake", "select * exclude (amount) from s.orders", "id<s.orders.id> customer_id<s.orders.customer_id>"],
    ["snowflake", "select * exclude (b) rename (c as d) from t", "d<t.c> | t.* - b,c"],
    ["snowflake", 'select ID, "Id" from t', 'ID<t.id> Id<t."Id">'],
    ["snowflake", "select a as x, x + 1 as y from t", "x<t.a> y<t.a>"],
    ["snowflake", "select trim(x) as x, x as y from t", "x<t.x> y<t.x>"],
    ["snowflake", "select f.value:name::varchar as name from t, lateral flatten(input => t.list) f", "name<t.list>"],
    [
      "snowflake",
      "select * from s.orders pivot(sum(amount) for customer_id in (1, 2)) as p(id, one, two)",
      "id<s.orders.id> one<s.orders.amount,s.orders.customer_id> two<s.orders.amount,s.orders.customer_id>",
    ],
    ["snowflake", "select a from t qualify row_number() over (partition by b order by c) = 1", "a<t.a>"],
    [
      "bigquery",
      "select * except (amount) replace (1 as id) from `s`.`orders`",
      "id<> customer_id<s.orders.customer_id>",
    ],
    [
      "bigquery",
      "select o.item.price, tag from `s.shop` as o, unnest(o.tags) as tag",
      "price<s.shop.item> tag<s.shop.tags>",
    ],
    [
      "bigquery",
      "select * from s.orders unpivot(v for k in (id, amount))",
      "customer_id<s.orders.customer_id> v<s.orders.id,s.orders.amount> k<s.orders.id,s.orders.amount>",
    ],
    ["bigquery", "select a,\n    some_hole_1_\n  from t", "a<t.a> | ?.*"],
    ["bigquery", "select a\n    some_hole_1_\n  from t", "a<t.a> | ?.*"],
    ["clickhouse", "select A, a from t", "A<t.A> a<t.a>"],
    ["databricks", "select y from t lateral view explode(list) x as y", "y<t.list>"],
    ["duckdb", "select a from t union all by name select b, a from u", "a<t.a,u.a> b<u.b>"],
    ["snowflake", "select t.* ilike 'a%', b from t", "b<t.b> | ?.*"],
    ["snowflake", "select * from s.orders pivot(sum(amount) for customer_id in (any))", "id<s.orders.id> | pivot.*"],
    ["snowflake", "select new.ID, OLD.b, new from u new join t OLD on OLD.a = new.a", "ID<u.id> b<t.b> new<>"],
    ["duckdb", "select columns('a.*'), b from t", "b<t.b> | ?.*"],
    ["postgres", "select * from json_to_recordset('[]') as x(p int, q text)", "p<> q<>"],
    ["postgres", "select q from t as x(p int, q text)", "q<t.q>"],
    ["spark", "select explode(pairs) as (k, v) from t", "k<t.pairs> v<t.pairs>"],
    ["spark", "select inline(rows), a from t", "a<t.a> | ?.*"],
    [
      "bigquery",
      "select o.id, count(*) as n from s.orders o join s.customers c on c.id = o.id group by id",
      "id<s.orders.id> n<>",
    ],
    ["trino", "select x from t cross join unnest(list) as u(x)", "x<t.list>"],
  ])("%s: %s", (adapter, sql, wanted) => expect(told(sql, adapter)).toBe(wanted));
});

describe("what a query reads", () => {
  test("is what it names, not what `*` brings along", () =>
    expect(readsOf("with o as (select * from s.orders) select id from o where amount > 1")).toBe(
      "s.orders.amount s.orders.id",
    ));
  test("is named by USING too", () =>
    expect(readsOf("select name from s.customers join s.orders using (id)")).toBe(
      "s.customers.id s.customers.name s.orders.id",
    ));
  test("is found behind `*` of any number of CTEs", () =>
    expect(readsOf("with a as (select * from t), b as (select * from a) select b.x from b")).toBe("t.x"));
});

describe("what cannot be read", () => {
  test.each([
    ["", "no statement: nothing is left of it"],
    ["select 1; select 2", "more than one statement"],
    ["create table t as select 1", "`create_table` where a query is expected"],
    ["select from from", "line 1, column"],
    [`select ${"(".repeat(2000)}1${")".repeat(2000)}`, "nested too deeply"],
    [`select * from ${"(select * from ".repeat(200)}t${")".repeat(200)}`, "nested too deeply"],
    [`select '${"x".repeat(600_000)}'`, "longer than 500000 characters"],
  ])("%.40s is said with its cause", (sql, cause) => expect(told(sql)).toContain(`unread: ${cause}`));

  test("a text at which the parser loses its stack is one, and the next is read", () => {
    expect(told(`select 1${" + 1".repeat(20_000)}`)).toBe("unread: nested too deeply");
    expect(told("select a from t")).toBe("a<t.a>");
  });

  test("a text that doubles itself is stopped", () => {
    const steps = Array.from({ length: 40 }, (_, i) => `c${i + 1} as (select a.*, b.* from c${i} a, c${i} b)`);
    const sql = `with c0 as (select 1 as x), ${steps.join(", ")} select * from c40`;
    expect(() => told(sql)).toThrow(RangeError);
  });
});

test("the pre-pass keeps every offset, strings and comments", () => {
  const sql = "select 0xff, UINT256 '0', x[0]:a, '0xff ]:a' -- 0xff";
  expect(sameLength(sql)).toBe("select 'ff', " + " ".repeat(7) + " '0', x[0].a, '0xff ]:a' -- 0xff");
  expect(sameLength(sql)).toHaveLength(sql.length);
});
