import { describe, expect, test } from "vitest";
import type { Act } from "../../src/sql/act.ts";
import { parsePostgres } from "../../src/sql/postgres.ts";

const acts = async (sql: string): Promise<readonly Act[]> =>
  (await parsePostgres(sql)).statements.flatMap((s) => s.acts);
const brief = (found: readonly Act[]): readonly string[] =>
  found.map((act) => `${act.spot.line}:${act.spot.column} ${act.do} ${act.relation.name}`);
const gaps = async (sql: string) => {
  const script = await parsePostgres(sql);
  return [...script.gaps, ...script.statements.flatMap((s) => s.gaps)].map(
    ({ key, spot, opaque }) => `${spot.line}:${spot.column} ${key}${opaque ? " opaque" : ""}`,
  );
};

describe("places", () => {
  test("a statement begins at its first token, not at the comments before it", async () => {
    const { statements } = await parsePostgres("-- one\n/* two\n */  DROP TABLE a;\n\n-- three\nDROP TABLE b\n");
    expect(statements.map(({ sql, spot }) => [sql, spot.line, spot.column, spot.endLine])).toEqual([
      ["DROP TABLE a", 3, 6, 3],
      ["DROP TABLE b", 6, 1, 6],
    ]);
  });

  test("letters outside ASCII do not move what comes after them", async () => {
    expect(brief(await acts("-- 𝄞 é\nALTER TABLE ü -- ö\n DROP COLUMN é, ADD COLUMN b int;DROP TABLE x"))).toEqual([
      "3:2 drop-column ü",
      "3:17 add-column ü",
      "3:34 drop-relation x",
    ]);
  });

  test("each command of an ALTER TABLE and each name of a DROP has its own", async () => {
    const sql = `ALTER TABLE "a b".c *
  ADD COLUMN x numeric(10, 2) DEFAULT round(1, 2) CHECK (x IN (1, 2)),
  ALTER COLUMN y SET DEFAULT ARRAY[1, 2],
  DROP COLUMN z;
DROP TABLE IF EXISTS
  one,
  "two, three" CASCADE;`;
    expect(brief(await acts(sql))).toEqual([
      "2:3 add-column c",
      "3:3 change-default c",
      "4:3 drop-column c",
      "6:3 drop-relation one",
      "7:3 drop-relation two, three",
    ]);
  });

  test("a byte order mark and Windows line ends are nothing", async () => {
    expect(brief(await acts("\uFEFFDROP TABLE a;\r\nDROP TABLE b;\r\n"))).toEqual([
      "1:2 drop-relation a",
      "2:1 drop-relation b",
    ]);
  });
});

describe("what cannot be read", () => {
  test.each(["", "  \n", "-- nothing\n", "/* /* nested */ */", ";;", "BEGIN; COMMIT;"])(
    "%j holds nothing and is fine",
    async (sql) => {
      expect(await parsePostgres(sql)).toMatchObject({ statements: [], gaps: [] });
    },
  );

  test("one bad statement costs no other", async () => {
    const sql = `CREATE TABLE a (id int);
DROP TALBE b; -- a slip
INSERT INTO c VALUES ('it''s; fine', E'\\';', $x$ ; $x$, "q;");
SELEC 1;
DROP TABLE d`;
    const script = await parsePostgres(sql);
    expect(script.statements.map((s) => s.spot.line)).toEqual([1, 3, 5]);
    expect(script.gaps.map((g) => [g.key, g.spot.line, g.opaque, g.reason])).toEqual([
      ["statement-unread", 2, true, 'syntax error at or near "TALBE" (line 2)'],
      ["statement-unread", 4, true, 'syntax error at or near "SELEC" (line 4)'],
    ]);
  });

  test("a statement that cannot touch what exists hides nothing", async () => {
    expect(await gaps("CREATE TABLE a (id int, , b int);\nALTER TABLE a ADD;\nGRANT ALL ON;")).toEqual([
      "1:1 statement-unread",
      "2:1 statement-unread opaque",
      "3:1 statement-unread",
    ]);
  });

  test("slots and commands of other tools are named", async () => {
    const sql = `\\connect shop
ALTER TABLE {{ schema }}.a DROP COLUMN b;
CREATE TABLE \${name} (id int);
\\echo hello
DELETE FROM a WHERE id = :id;`;
    expect(await gaps(sql)).toEqual([
      "1:1 psql-command opaque",
      "2:1 template-placeholder opaque",
      "3:1 template-placeholder",
      "4:1 psql-command",
      "5:1 template-placeholder opaque",
    ]);
  });

  test("the rows behind COPY … FROM stdin are not SQL", async () => {
    const script = await parsePostgres("COPY a (id) FROM stdin;\n1\tDROP TABLE b;\n\\.\n\nDROP TABLE c;\n");
    expect(script.gaps).toEqual([]);
    expect(script.statements.map((s) => [s.spot.line, s.acts[0]?.do])).toEqual([
      [1, "change-rows"],
      [5, "drop-relation"],
    ]);
  });

  test("a text that would be cut short by a NUL is not read at all", async () => {
    expect(await gaps("SELECT 1;\0DROP TABLE a;")).toEqual(["1:1 statement-unread opaque"]);
  });

  test("what a ROLLBACK takes back is said", async () => {
    expect(await gaps("BEGIN;\nDROP TABLE a;\nROLLBACK;")).toEqual(["3:1 rollback-in-script"]);
  });
});

describe("DO blocks", () => {
  test("static statements and constant texts count; what is put together at run time is a gap", async () => {
    const sql = `DO $body$
DECLARE t record;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'a') THEN
    ALTER TABLE a
      DROP COLUMN b;
  END IF;
  EXECUTE 'DROP TABLE ' || 'c';
  EXECUTE format('ALTER TABLE %I.%I DROP COLUMN %I', 'x', 'Y', 'z');
  FOR t IN SELECT relname FROM pg_class LOOP
    EXECUTE 'DROP TABLE ' || t.relname;
  END LOOP;
  PERFORM set_config('a', 'b', false);
END $body$;
DROP TABLE last;`;
    const found = await acts(sql);
    expect(brief(found)).toEqual([
      "6:7 drop-column a",
      "8:3 drop-relation c",
      "9:3 drop-column Y",
      "13:3 call SelectStmt",
      "15:1 drop-relation last",
    ]);
    expect(found.map((act) => act.lenient === true)).toEqual([true, false, false, false, false]);
    expect(await gaps(sql)).toEqual(["11:5 dynamic-sql opaque"]);
  });

  test("a body in plain quotes is read, placed at the block", async () => {
    expect(brief(await acts("\nDO 'BEGIN\n DELETE FROM a WHERE b = ''c''; END';"))).toEqual(["2:1 change-rows a"]);
  });

  test("another language is not read", async () => {
    expect(await gaps("DO LANGUAGE plv8 $$ plv8.execute('DROP TABLE a') $$;")).toEqual(["1:1 dynamic-sql opaque"]);
  });

  test("the body of a function does not run with the migration", async () => {
    const sql = "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DROP TABLE ' || x; END $$;";
    expect(await gaps(sql)).toEqual([]);
    expect(await acts(sql)).toMatchObject([{ do: "create-function", relation: { name: "f" } }]);
  });
});

describe("acts", () => {
  test.each([
    ["ALTER TABLE a ADD COLUMN b int", "integer", true, "none"],
    ["ALTER TABLE a ADD COLUMN b int DEFAULT NULL::int", "integer", true, "none"],
    ["ALTER TABLE a ADD COLUMN b timestamptz NOT NULL DEFAULT now()", "timestamp with time zone", false, "constant"],
    ["ALTER TABLE a ADD COLUMN b timestamp(3) DEFAULT CURRENT_TIMESTAMP", "timestamp(3)", true, "constant"],
    ["ALTER TABLE a ADD COLUMN b uuid DEFAULT gen_random_uuid()", "uuid", true, "volatile"],
    ["ALTER TABLE a ADD COLUMN b text DEFAULT upper('x') || my_own()", "text", true, "volatile"],
    ["ALTER TABLE a ADD COLUMN b bigserial", "bigint", false, "identity"],
    ["ALTER TABLE a ADD COLUMN b int GENERATED BY DEFAULT AS IDENTITY", "integer", false, "identity"],
    ["ALTER TABLE a ADD COLUMN b int GENERATED ALWAYS AS (c + 1) STORED", "integer", true, "generated"],
    ["ALTER TABLE a ADD COLUMN b int GENERATED ALWAYS AS (c + 1) VIRTUAL", "integer", true, "constant"],
    ["ALTER TABLE a ADD COLUMN b VARCHAR(20)[] PRIMARY KEY", "varchar(20)[]", false, "none"],
    ["ALTER TABLE a ADD COLUMN b char", "char(1)", true, "none"],
    ['ALTER TABLE a ADD COLUMN b public."Mood"', 'public."Mood"', true, "none"],
    ["ALTER TABLE a ADD COLUMN b interval day to second(3)", "interval day to second(3)", true, "none"],
    ["ALTER TABLE a ADD COLUMN b geometry(Point, 4326)", "geometry(point,4326)", true, "none"],
  ])("%s", async (sql, type, nullable, given) => {
    expect(await acts(sql)).toMatchObject([
      { do: "add-column", column: { name: "b", type, nullable, default: given } },
    ]);
  });

  test.each([
    ["FOREIGN KEY (b) REFERENCES c", true],
    ["FOREIGN KEY (b) REFERENCES c NOT VALID", false],
    ["CHECK (b > 0)", true],
    ["CHECK (b > 0) NOT VALID", false],
    ["CHECK (b > 0) NOT ENFORCED", false],
    ["UNIQUE (b)", true],
    ["NOT NULL b NOT VALID", false],
  ])("ADD CONSTRAINT x %s is checked: %s", async (definition, checked) => {
    expect(await acts(`ALTER TABLE a ADD CONSTRAINT x ${definition}`)).toMatchObject([
      { do: "add-constraint", constraint: { name: "x", columns: ["b"], checked } },
    ]);
  });

  test("a foreign key on a column that is added empty looks at no row", async () => {
    const checked = (await acts("ALTER TABLE a ADD b int REFERENCES c, ADD d int DEFAULT 1 REFERENCES c")).map((act) =>
      act.do === "add-column" ? act.column.constraints[0]?.checked : undefined,
    );
    expect(checked).toEqual([false, true]);
  });

  test("rows: who is changed, and from where they are copied", async () => {
    const sql = `WITH gone AS (DELETE FROM a RETURNING *), also AS (SELECT * FROM gone)
INSERT INTO b SELECT * FROM also JOIN c USING (id);
UPDATE d SET x = 1; TRUNCATE e, f; SELECT * INTO g FROM h;`;
    expect((await acts(sql)).map((act) => ({ ...act, spot: 0 }))).toMatchObject([
      { do: "change-rows", relation: { name: "a" }, verb: "delete" },
      { do: "change-rows", relation: { name: "b" }, verb: "insert", copies: [{ name: "c" }, { name: "a" }] },
      { do: "change-rows", relation: { name: "d" }, verb: "update" },
      { do: "change-rows", relation: { name: "e" }, verb: "truncate" },
      { do: "change-rows", relation: { name: "f" }, verb: "truncate" },
      { do: "create-relation", relation: { name: "g" }, copies: [{ name: "h" }] },
    ]);
  });
});
