import { beforeAll, describe, expect, test } from "vitest";
import { readyParser } from "../../src/columns/parse/read-query.ts";
import { outputOf } from "../../src/lineage/output-of.ts";
import { readersOf } from "../../src/lineage/readers-of.ts";
import type { Exposure, Model, Source } from "../../src/model/dbt.ts";
import { snapshot } from "../../src/model/snapshot.ts";

const place = { path: "x.yml", line: 1 };
const model = (name: string, reads: readonly string[], words: string, more: Partial<Model> = {}): Model => ({
  kind: "model",
  id: `model.shop.${name}`,
  place,
  subject: ["model", "shop", name],
  resource: "model",
  project: "shop",
  name,
  path: `${name}.sql`,
  contract: false,
  columns: [],
  reads,
  words: words.split(" ").sort(),
  star: false,
  ...more,
});
const source = (table: string, schema = "public", columns: readonly string[] = []): Source => ({
  kind: "source",
  id: `source.shop.app.${table}`,
  place,
  subject: ["source", "shop", "app", table],
  schema,
  identifier: table,
  columns: columns.map((name) => ({ name, tests: [], place })),
});
const exposure = (name: string, reads: readonly string[]): Exposure => ({
  kind: "exposure",
  id: `exposure.shop.${name}`,
  place,
  subject: ["exposure", "shop", name],
  label: `The ${name}`,
  type: "dashboard",
  owner: "Ann",
  reads,
});
const users = "source.shop.app.users";
const m = (name: string): string => `model.shop.${name}`;

describe("readersOf", () => {
  const world = snapshot("head", [
    source("users", "PUBLIC"),
    source("orders"),
    source("elsewhere", ""),
    model("stg_users", [users], "id user_id legacy_code code name", { renames: { legacy_code: ["code"] } }),
    model("all_users", [users], "source", { star: true }),
    model("dim_users", [m("stg_users")], "user_id code"),
    model("names", [m("stg_users")], "name"),
    model("report", [m("all_users")], "legacy_code"),
    model("other_report", [m("all_users")], "name"),
    exposure("board", [m("dim_users")]),
    exposure("roster", [m("names"), m("other_report")]),
    exposure("raw", [users]),
  ]);
  const ids = (...subject: Parameters<typeof readersOf>[1]): readonly string[] =>
    readersOf(world, subject).map(({ id }) => id.replace(/^(\w+)\.shop\./, "$1 "));

  test("goes from a table over sources and models to exposures, nearest first", () => {
    expect(ids("table", "public", "users")).toEqual([
      "source app.users",
      "model all_users",
      "model stg_users",
      "exposure raw",
      "model other_report",
      "model report",
      "model dim_users",
      "model names",
      "exposure roster",
      "exposure board",
    ]);
  });

  test("follows a column by name, by alias and through a star", () => {
    expect(ids("table", "public", "users", "legacy_code")).toEqual([
      "source app.users",
      "model all_users",
      "model stg_users",
      "exposure raw",
      "model report",
      "model dim_users",
      "exposure board",
    ]);
  });

  test("says the way and the owner", () => {
    const board = readersOf(world, ["table", "public", "users", "legacy_code"]).find(
      ({ kind, name }) => kind === "exposure" && name === "The board",
    );
    expect(board).toMatchObject({ owner: "Ann", via: [users, m("stg_users"), m("dim_users")] });
  });

  test("starts at a model too, and does not name the model itself", () => {
    expect(ids("model", "shop", "stg_users")).toEqual([
      "model dim_users",
      "model names",
      "exposure board",
      "exposure roster",
    ]);
    expect(ids("model", "shop", "stg_users", "code")).toEqual(["model dim_users", "exposure board"]);
    expect(ids("model", "shop", "gone")).toEqual([]);
  });

  test("meets no table where the schema differs or is not known", () => {
    expect(ids("table", "audit", "users")).toEqual([]);
    expect(ids("table", "", "elsewhere")).toEqual([]);
    expect(ids("table", "public", "elsewhere")).toEqual([]);
  });

  test("names a source for a column only where it documents it or somebody uses it", () => {
    expect(ids("table", "public", "orders", "note")).toEqual([]);
    const documented = snapshot("head", [source("orders", "public", ["Note"])]);
    expect(readersOf(documented, ["table", "public", "orders", "note"]).map(({ kind }) => kind)).toEqual(["source"]);
  });

  test("ends in a circle, and in a long chain", () => {
    const circle = snapshot("head", [
      model("a", [m("b")], "x", { star: true }),
      model("b", [m("a")], "x", { star: true }),
    ]);
    expect(readersOf(circle, ["model", "shop", "a", "x"]).map(({ name }) => name)).toEqual(["b"]);
    const chain = Array.from({ length: 5_000 }, (_, i) => model(`m${i}`, i === 0 ? [] : [m(`m${i - 1}`)], "x"));
    expect(readersOf(snapshot("head", chain), ["model", "shop", "m0", "x"])).toHaveLength(4_999);
  });

  test("takes a column that is called like something JavaScript knows", () => {
    const odd = snapshot("head", [model("a", [], "constructor"), model("b", [m("a")], "constructor", { renames: {} })]);
    expect(readersOf(odd, ["model", "shop", "a", "constructor"]).map(({ name }) => name)).toEqual(["b"]);
  });
});

const sql = (
  name: string,
  text: string,
  relations: Readonly<Record<string, string>>,
  more: Partial<Model> = {},
): Model =>
  model(name, Object.values(relations), text.toLowerCase().match(/\w+/g)?.join(" ") ?? "", {
    query: {
      sql: text,
      adapter: "postgres",
      relations: Object.fromEntries(Object.entries(relations).map(([relation, id]) => [relation, [id]])),
      holes: {},
      lines: text.split("\n").map((_, i) => i + 1),
    },
    ...more,
  });

describe("readersOf, where the SQL of models can be read", () => {
  beforeAll(readyParser);
  const stg = { "shop.stg": m("stg") };
  const world = snapshot("head", [
    source("users", "public", ["id", "code", "email"]),
    sql("stg", "select\n  id,\n  code as country,\n  email\nfrom app.users", { "app.users": users }),
    sql("passes", "with s as (select * from shop.stg) select s.*, 1 as one from s", stg),
    sql("namesake", "select s.id, o.country from shop.stg s join app.orders o on o.id = s.id", stg),
    sql("renames", "select upper(country) as region from shop.passes", { "shop.passes": m("passes") }),
    sql("filters", "select id from shop.passes where country = 'CH'", { "shop.passes": m("passes") }),
    sql("far", "select region from shop.renames", { "shop.renames": m("renames") }),
    sql("beyond", "select id from shop.filters", { "shop.filters": m("filters") }),
    sql("broken", "select country frm shop.stg", stg),
    exposure("map", [m("far")]),
    exposure("list", [m("filters")]),
    exposure("other", [m("namesake")]),
  ]);
  const names = (...subject: Parameters<typeof readersOf>[1]): readonly string[] =>
    readersOf(world, subject).map(({ name }) => name);

  test("a column is followed under each of its names, and a namesake is not it", () =>
    expect(names("model", "shop", "stg", "country").toSorted()).toEqual(
      ["The list", "The map", "broken", "far", "filters", "passes", "renames"].toSorted(),
    ));
  test("who is only met by name is told with the reason, and so is who stands behind; a sure way takes the doubt away", () => {
    const doubted = snapshot("head", [
      sql("stg", "select code from app.users", { "app.users": users }),
      sql("broken", "select code frm shop.stg", stg),
      sql("behind", "select code from shop.broken", { "shop.broken": m("broken") }),
      sql("both", "select s.code, b.x from shop.stg s, shop.broken b", {
        "shop.stg": m("stg"),
        "shop.broken": m("broken"),
      }),
      sql("gone", "select left_out, id from shop.stg", stg),
      exposure("board", [m("behind")]),
    ]);
    const found = readersOf(doubted, ["model", "shop", "stg", "code"]);
    expect(Object.fromEntries(found.map(({ name, doubt }) => [name, doubt?.slice(0, 25)]))).toEqual({
      broken: "its SQL could not be read",
      behind: "its SQL could not be read",
      both: undefined,
      "The board": "its SQL could not be read",
    });
    // A name that nobody gives is the column that left.
    const left = readersOf(doubted, ["model", "shop", "stg", "left_out"]);
    expect(left.map(({ name, doubt }) => [name, doubt])).toEqual([["gone", undefined]]);
  });
  test("a model that is named by its relation reads it: with a doubt where only a profile knows the schema", () => {
    const named = snapshot("head", [
      source("stg", "raw"),
      sql("stg", "select code from app.users", { "app.users": users }),
      sql("fin", "select code from shop.stg", stg, { settings: { schema: ["finance"] } }),
      sql("guess", "select code from prod.stg", {}),
      sql("other", "select code from raw.stg", {}),
      sql("sure", "select code from dwh_finance.fin", {}),
      sql("elsewhere", "select code from audit.fin", {}),
      sql("above", "select id from prod.late", {}),
      sql("late", "select id from shop.above", { "shop.above": m("above") }),
    ]);
    const of = (...subject: Parameters<typeof readersOf>[1]) =>
      readersOf(named, subject).map(({ name, doubt }) => [name, doubt !== undefined]);
    expect(of("model", "shop", "fin", "code")).toEqual([["sure", false]]);
    expect(of("model", "shop", "stg", "code")).toEqual([
      ["fin", false],
      ["guess", true],
      ["sure", false],
    ]);
    expect(of("model", "shop", "late")).toEqual([]);
  });
  test("a catalog ends a star, and tells the columns of what is no SQL", () => {
    const known = [{ name: "ID", type: "bigint" }, { name: "CODE" }];
    const all = { "app.users": users };
    const sharper = snapshot("head", [
      { ...source("users"), known },
      sql("stg", "select * from app.users", all),
      model("program", [m("stg")], "", { path: "program.py", known: [{ name: "score" }] }),
      sql("after", "select * from shop.program", { "shop.program": m("program") }),
      sql("newer", "select id, added from app.users", all),
    ]);
    const of = (name: string) => outputOf(sharper, m(name));
    expect(of("stg")).toMatchObject({ columns: [{ key: "id" }, { key: "code" }], stars: [], sure: true });
    expect(of("after")).toMatchObject({ columns: [{ key: "score" }], stars: [] });
    // The warehouse may have it by now.
    expect(of("newer")).toMatchObject({ sure: false, missing: ["added"] });
    expect(of("program")).toBeUndefined();
  });
  test("a relation that a manifest names is one model, and no other schema is it", () => {
    const built = snapshot("head", [
      sql("stg", "select 1 as code", {}, { relation: "dwh.analytics.stg" }),
      sql("exact", "select code from dwh.analytics.stg", {}),
      sql("other", "select code from dev.stg", {}),
    ]);
    const found = readersOf(built, ["model", "shop", "stg", "code"]);
    expect(found.map(({ name, doubt }) => [name, doubt])).toEqual([["exact", undefined]]);
  });
  test("a column of a table is followed from its source on", () => {
    expect(names("table", "public", "users", "code")).toContain("far");
    expect(names("table", "public", "users", "email")).not.toContain("renames");
  });
  test("each column has its line and what it is made of", () => {
    const output = outputOf(world, m("stg"));
    expect(output?.columns.map(({ name, line }) => `${name} ${line}`)).toEqual(["id 2", "country 3", "email 4"]);
    expect(output?.columns[1]?.made).toEqual([{ id: users, column: "code" }]);
  });
  test("what cannot be read is not known, and models that read themselves end", () => {
    expect(outputOf(world, m("broken"))).toBeUndefined();
    const circle = snapshot("head", [
      sql("a", "select x from shop.b", { "shop.b": m("b") }),
      sql("b", "select x from shop.a", { "shop.a": m("a") }),
    ]);
    expect(readersOf(circle, ["model", "shop", "a", "x"]).map(({ name }) => name)).toEqual(["b"]);
  });
});
