import { beforeAll, describe, expect, test } from "vitest";
import { changelogs } from "../../src/readers/migrations/liquibase/read-changelog.ts";
import type { Element } from "../../src/readers/migrations/liquibase/element.ts";
import { forPostgres, mayHold } from "../../src/readers/migrations/liquibase/conditions.ts";
import { quoted } from "../../src/readers/migrations/liquibase/names.ts";
import { postgresType } from "../../src/readers/migrations/liquibase/types.ts";
import { cut, fill, origin, scriptIn } from "../../src/sql/derived.ts";
import { readyPostgres } from "../../src/sql/postgres.ts";
import { source } from "../../src/sql/source.ts";

beforeAll(readyPostgres);

describe("a text with slots filled in", () => {
  const file = "x = ALTER TABLE ${s}.a DROP COLUMN b;\nDROP TABLE ${s}.c;";
  const from = cut(file, 4, file.length);
  const slots = [...from.text.matchAll(/\$\{s\}/g)].map(({ index }) => ({
    start: index,
    end: index + 4,
    value: "an_app\n",
  }));
  const filled = fill(from, slots);
  test("keeps where everything came from", () => {
    expect(filled.text).toBe("ALTER TABLE an_app\n.a DROP COLUMN b;\nDROP TABLE an_app\n.c;");
    expect(origin(filled, filled.text.indexOf("DROP COLUMN"))).toBe(file.indexOf("DROP COLUMN"));
    expect(origin(filled, filled.text.lastIndexOf(".c"))).toBe(file.lastIndexOf(".c"));
    expect(origin(filled, filled.text.indexOf("an_app"))).toBe(file.indexOf("${s}"));
  });
  test("and so does what is filled in again", () => {
    const again = fill(filled, [{ start: 0, end: "ALTER".length, value: "/* */ ALTER" }]);
    expect(origin(again, again.text.indexOf("DROP TABLE"))).toBe(file.indexOf("DROP TABLE"));
  });
  test("is read with the places of the file", () => {
    const { statements } = scriptIn(filled, source(file));
    expect(statements.map(({ spot }) => spot)).toEqual([
      { line: 1, column: 5, endLine: 1 },
      { line: 2, column: 1, endLine: 2 },
    ]);
    expect(statements[0]?.acts[0]?.spot).toMatchObject({ line: 1, column: file.indexOf("DROP COLUMN") + 1 });
  });
});

const names = (element: Element): readonly string[] => [element.name, ...element.children.flatMap(names)];

describe("a changelog that is no good", () => {
  test("is read up to the mistake, which has its place", async () => {
    const xml =
      '<databaseChangeLog>\n<changeSet id="1" author="a"><sql>SELECT 1</sql></changeSet>\n<changeSet id="2" &>';
    const { root, broken } = await changelogs.read(xml);
    expect(names(root)).toEqual(["databaseChangeLog", "changeSet", "sql"]);
    expect(broken?.spot.line).toBe(3);
  });
  test("opens no entity of its own", async () => {
    const xml =
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><databaseChangeLog><comment>&e;</comment></databaseChangeLog>';
    const { root, broken } = await changelogs.read(xml);
    expect(JSON.stringify(root)).not.toContain("root:");
    expect(broken?.reason).toMatch(/entity/i);
  });
  test.each([
    ["nested too deeply", `databaseChangeLog: ${"[".repeat(5000)}`],
    ["nested too deeply in XML", `<databaseChangeLog>${"<a>".repeat(5000)}`],
    [
      "made of aliases of aliases",
      `databaseChangeLog:\n  - &a { x: 1 }\n${["b", "c", "d", "e", "f"].map((name, i) => `  - &${name} { ${Array.from({ length: 40 }, (_, n) => `k${n}: *${"abcdef".charAt(i)}`).join(", ")} }\n`).join("")}`,
    ],
  ])("%s is given up", async (_, text) => {
    expect(changelogs.owns(text)).toBe(true);
    expect((await changelogs.read(text)).broken).toBeDefined();
  });
});

test.each([
  ["varchar2(20)", "VARCHAR(20)"],
  ["java.sql.Types.VARCHAR(255)", "VARCHAR(255)"],
  ["datetime(6)", "TIMESTAMP(6) WITHOUT TIME ZONE"],
  ["timestamp with time zone", "TIMESTAMP WITH TIME ZONE"],
  ["blob", "OID"],
  ["longblob", "BYTEA"],
  ["tinyint(1)", "SMALLINT"],
  ["number(19, 0)", "numeric(19, 0)"],
  ["jsonb", "jsonb"],
  ["text[]", "text[]"],
])("the type %s is %s in PostgreSQL", (written, type) => {
  expect(postgresType(written).type).toBe(type);
});

test("names are quoted where Liquibase quotes them", () => {
  expect(["users", "USERS", "userName", "user", "order items", '"x"'].map(quoted)).toEqual([
    "users",
    "USERS",
    '"userName"',
    '"user"',
    '"order items"',
    '"x"',
  ]);
});

test("contexts that name databases are decided, all others may hold", () => {
  expect(
    ["", "mysql", "postgresql", "!mysql", "prod", "!prod", "prod and mysql", "(prod or mysql) and !postgresql"].map(
      mayHold,
    ),
  ).toEqual([true, false, true, true, true, true, false, false]);
  expect(["", "all", "none", "oracle, postgresql", "!oracle", "oracle", "!postgresql"].map(forPostgres)).toEqual([
    true,
    true,
    false,
    true,
    true,
    false,
    false,
  ]);
});
