import { expect, test } from "vitest";
import { DIALECTS, type Dialect, isDialect } from "../../src/model/dialect.ts";
import { OWN_SCHEMAS } from "../../src/model/subject.ts";
import { SPECS } from "../../src/sql/dialects/dialect.ts";
import { parseDialect } from "../../src/sql/dialects/parse-dialect.ts";

const all = Object.keys(DIALECTS).filter(isDialect);

const told = (text: string, dialect: Dialect): readonly string[] =>
  parseDialect(text, dialect).statements.flatMap(({ acts }) => acts.map((act) => `${act.do} ${act.relation.name}`));

test.each(all)("%s has a schema that a plan may leave out", (dialect) => {
  expect(SPECS[dialect].schema === "public" || OWN_SCHEMAS.has(SPECS[dialect].schema)).toBe(true);
});

test.each(all)("%s: a drop is found behind strings and comments that look like ends", (dialect) => {
  const text = "INSERT INTO a VALUES ('it''s; -- no', '/*');\n-- x; '\n/* ; ' */ DROP TABLE b;";
  expect(told(text, dialect)).toEqual(["change-rows a", "drop-relation b"]);
});

test.each(all)("%s: what is not understood is a gap at its place that may hide a change", (dialect) => {
  const { statements, gaps } = parseDialect("DROP TABLE a;\nFROBNICATE THE TABLE;\nDROP TABLE b;", dialect);
  expect(statements).toHaveLength(2);
  expect(gaps).toMatchObject([{ key: "statement-unread", opaque: true, spot: { line: 2, column: 1 } }]);
});

test.each(all)("%s: text that ends too early ends nothing", (dialect) => {
  for (const text of [
    "",
    ";;;",
    "'",
    "CREATE TABLE a (",
    "/*",
    "ALTER TABLE",
    "DROP",
    "INSERT INTO",
    "$$",
    "[",
    '"',
    "`",
    "((((",
  ])
    expect(() => parseDialect(text, dialect)).not.toThrow();
});

test.each(all)("%s: deep and long texts take time in step with their length", (dialect) => {
  const deep = `CREATE TABLE a (b INT DEFAULT ${"(".repeat(20_000)}1${")".repeat(20_000)});`;
  const long = `INSERT INTO a VALUES ${"(1, 'x'),".repeat(50_000)} (2, 'y');`;
  const many = "ALTER TABLE a ADD COLUMN b INT;\n".repeat(5000);
  expect(parseDialect(deep, dialect).gaps).toEqual([]);
  expect(parseDialect(long, dialect).statements).toHaveLength(1);
  expect(parseDialect(many, dialect).statements).toHaveLength(5000);
});

test("an index over expressions and lengths speaks of all its columns", () => {
  const { statements } = parseDialect("CREATE UNIQUE INDEX i ON t (a(10), LOWER(b), c COLLATE NOCASE DESC);", "mysql");
  expect(statements[0]?.acts[0]).toMatchObject({ columns: ["a", "c"], keys: ["a", "b", "c"], plain: false });
});

test("names of one history go by their first spelling where case does not count", () => {
  const { statements } = parseDialect("CREATE TABLE Users (Id INT); ALTER TABLE USERS DROP COLUMN id;", "mysql");
  expect(statements.flatMap(({ acts }) => acts)).toMatchObject([
    { do: "create-relation", relation: { name: "Users" } },
    { do: "drop-column", relation: { name: "Users" }, column: "Id" },
    { do: "plan-alter" },
  ]);
});

test.each<[Dialect, string, readonly string[]]>([
  [
    "mysql",
    "DELIMITER $$\nCREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN DELETE FROM b; END$$\nDELIMITER ;\nDROP TABLE c;",
    ["other trigger", "drop-relation c"],
  ],
  ["mysql", "/*!50003 DROP TABLE a */;\n# DROP TABLE b;\nSELECT 1 --2;\n;", ["drop-relation a"]],
  ["mysql", "DROP TABLE a, b;", ["drop-relation a", "drop-relation b"]],
  ["mysql", 'UPDATE a SET b = "x; WHERE" ;', ["change-rows a"]],
  [
    "sqlite",
    "BEGIN; CREATE TRIGGER t AFTER DELETE ON a BEGIN DELETE FROM b; UPDATE c SET d = CASE WHEN 1 THEN 2 END; END; DROP TABLE d; COMMIT;",
    ["other trigger", "drop-relation d"],
  ],
  [
    "sqlserver",
    "ALTER TABLE a DROP COLUMN b\nDROP TABLE c\nUPDATE d SET e = 1 FROM d JOIN f ON f.x = d.x\nDELETE d\nGO 2\nDROP TABLE g",
    ["drop-column a", "drop-relation c", "change-rows d", "change-rows d", "drop-relation g"],
  ],
  ["sqlserver", "IF 1 = 1 BEGIN DROP TABLE a END ELSE DROP TABLE b", ["drop-relation a", "drop-relation b"]],
  [
    "sqlserver",
    "MERGE a AS t USING b AS s ON t.x = s.x WHEN MATCHED THEN UPDATE SET y = 1 WHEN NOT MATCHED THEN INSERT (x) VALUES (1) WHEN NOT MATCHED BY SOURCE THEN DELETE;\nDROP TABLE c",
    ["change-rows a", "drop-relation c"],
  ],
  [
    "sqlserver",
    "CREATE TABLE a (b INT CONSTRAINT fk REFERENCES c (d) ON DELETE CASCADE ON UPDATE SET NULL)\nBEGIN TRY DROP TABLE e END TRY BEGIN CATCH THROW END CATCH",
    ["create-relation a", "drop-relation e"],
  ],
  [
    "snowflake",
    "EXECUTE IMMEDIATE $$ BEGIN RETURN 1; END; $$; DROP TABLE a; -- b\n// DROP TABLE c;",
    ["drop-relation a"],
  ],
  [
    "snowflake",
    "BEGIN\n DELETE FROM a;\n IF (x > 1) THEN DROP TABLE b; ELSE DROP TABLE c; END IF;\n FOR r IN q DO TRUNCATE d; END FOR;\nEND;",
    ["change-rows a", "drop-relation b", "drop-relation c", "change-rows d"],
  ],
  ["snowflake", "CREATE OR ALTER TABLE a (b INT)", ["create-relation a", "rebuild-relation a"]],
  ["snowflake", "ALTER SCHEMA a RENAME TO b; ALTER VIEW c RENAME TO d", ["rename-schema a", "rename-relation c"]],
  [
    "bigquery",
    'CREATE TABLE d.t (a STRUCT<x INT64, y ARRAY<STRING>>, b STRING OPTIONS(description="""a "quoted"; text"""));',
    ["create-relation t"],
  ],
  [
    "redshift",
    "ALTER TABLE a APPEND FROM b; UNLOAD ('SELECT 1') TO 's3://x'; TRUNCATE a;",
    ["other a", "change-rows a"],
  ],
  [
    "clickhouse",
    "DROP DICTIONARY IF EXISTS d; DROP VIEW v SYNC; OPTIMIZE TABLE a FINAL; TRUNCATE TABLE IF EXISTS a ON CLUSTER c;",
    ["drop-relation d", "drop-relation v", "change-rows a"],
  ],
  [
    "duckdb",
    "CREATE OR REPLACE TABLE a (b INT); ALTER TABLE a ALTER b SET DATA TYPE VARCHAR USING b::VARCHAR; INSTALL json;",
    ["drop-relation a", "create-relation a", "retype-column a"],
  ],
])("%s: %s", (dialect, text, acts) => {
  expect(told(text, dialect).filter((act) => !act.startsWith("plan-alter"))).toEqual(acts);
});
