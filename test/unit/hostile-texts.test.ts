import { expect, test } from "vitest";
import { defaultConfig } from "../../src/config/default-config.ts";
import { loadConfig } from "../../src/config/load.ts";
import { read } from "../../src/readers/read.ts";
import { readers } from "../../src/readers.ts";

/** As long as blanks in a row may be, and no longer (gather.ts). */
const BLANK = 2_000;
const paths = [
  "migrations/0002_x.up.sql",
  "sqitch.plan",
  "sqitch.conf",
  "flyway.toml",
  "db/changelog.xml",
  "db/changelog.yaml",
  "alembic/versions/a_x.py",
  "db/migrate/20260101000000_x.rb",
  "src/migrations/1700000000000-X.ts",
  "prisma/schema.prisma",
  "dbt_project.yml",
  "plans/a.md",
];
const units = [
  "\n",
  " ",
  "\t\n",
  "#\n",
  "-- ",
  "/*",
  "'",
  "$$",
  "(",
  "[",
  "{{ ",
  "a\n",
  "a = ",
  "|",
  "- ",
  ";\n",
  "\r\n",
];

test.each(paths)("no text keeps the readers of %s busy", { timeout: 30_000 }, async (path) => {
  for (const unit of units) {
    const text = `${unit.repeat(BLANK / unit.length)}x\n`.repeat(3);
    const files = { [path]: { path, hash: unit, text } };
    const { files: seen } = await read(
      { sha: "0", paths: [path], files, unread: [] },
      readers,
      defaultConfig,
      new Map(),
    );
    expect(Object.keys(seen).length, JSON.stringify(unit)).toBeLessThan(2);
  }
});

test("a configuration that is wrong in a thousand places is told of a few", () => {
  const { errors } = loadConfig({ path: "x.yml", text: `mode: ${"}".repeat(5_000)}\n` }, new Map());
  expect(errors).toHaveLength(20);
  expect(errors[0]?.place).toMatchObject({ line: 1, column: 7 });
  expect(errors[0]?.message).not.toContain("at line");
});
