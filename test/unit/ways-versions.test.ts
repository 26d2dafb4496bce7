import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import type { Tree } from "../../src/readers/read.ts";
import { review } from "../../src/review.ts";
import { ruleNames } from "../../src/rules.ts";

const BASE = `CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL, email text, size integer);
CREATE TABLE logs (id bigint, person bigint) PARTITION BY RANGE (id);
CREATE TYPE mood AS ENUM ('ok');
CREATE INDEX people_email ON people (email);`;

const tree = (sha: string, change: string): Tree => {
  const files = { "migrations/000001_base.up.sql": BASE, "migrations/000002_more.up.sql": change };
  return {
    sha,
    paths: Object.keys(files),
    files: Object.fromEntries(
      Object.entries(files).flatMap(([path, text]) => (text === "" ? [] : [[path, { path, hash: text, text }]])),
    ),
    unread: [],
  };
};

async function offered(change: string, version: number): Promise<string> {
  const config = loadConfig({ path: ".github/dataplan.yml", text: `postgres_version: ${version}\n` }, ruleNames);
  const { findings } = await review({ base: tree("b", ""), head: tree("h", change), config, today: "2026-11-21" });
  return findings.flatMap(({ way = [] }) => way.map(({ sql, runs }) => `${runs}: ${sql}`)).join("\n");
}

/** What an older server does not understand is not offered to it. */
test.each([
  ["ALTER TABLE people ALTER COLUMN email SET NOT NULL;", 12, "ALTER COLUMN email SET NOT NULL", 11],
  ["ALTER TABLE people ALTER COLUMN size TYPE bigint;", 11, "EXECUTE FUNCTION", 10],
  ["ALTER TABLE people RENAME TO persons;", 15, "security_invoker", 14],
  ["REINDEX INDEX people_email;", 12, "REINDEX INDEX CONCURRENTLY", 11],
  ["ALTER TABLE logs ADD FOREIGN KEY (person) REFERENCES people (id);", 18, "NOT VALID", 17],
  ["ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';", 12, "migration: ALTER TYPE", 11],
  ["ALTER TABLE people ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY;", 12, "ADD GENERATED ALWAYS AS IDENTITY", 11],
] as const)("%s, from %i on: %s", async (change, since, part, before) => {
  expect(await offered(change, since)).toContain(part);
  expect(await offered(change, before)).not.toContain(part);
});

test("an older server gets the trigger and the enum in its own words", async () => {
  expect(await offered("ALTER TABLE people ALTER COLUMN size TYPE bigint;", 10)).toContain("EXECUTE PROCEDURE");
  expect(await offered("ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';", 11)).toContain(
    "outside-transaction: ALTER TYPE",
  );
});
