import { expect, test } from "vitest";
import { diff } from "../../src/diff/diff.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Migration, Operation } from "../../src/model/migration.ts";
import { snapshot } from "../../src/model/snapshot.ts";

const migration = (root: string, version: string, hash: string): Migration => ({
  kind: "migration",
  id: `migration:${root}/${version}`,
  place: { path: `${root}/${version}/up.sql`, line: 1 },
  tool: "up-down-folders",
  root,
  version,
  name: version,
  order: 0,
  up: `${root}/${version}/up.sql`,
  hash,
  transaction: true,
  downsUsual: false,
});

const drop = (owner: Migration, column: string, line = 1): Operation => ({
  kind: "operation",
  id: `${owner.id}#up:0/0`,
  place: { path: owner.up, line },
  action: "column-dropped",
  migration: owner.id,
  direction: "up",
  statement: `${owner.id}#up:0`,
  subject: ["table", "public", "users", column],
  relation: ["table", "public", "users"],
});

const kinds = (base: readonly Fact[], head: readonly Fact[]): string[] =>
  diff(snapshot("a", base), snapshot("b", head)).map(({ kind }) => kind);

test("equal sides have no change, wherever the facts stand", () => {
  const one = migration("db", "1", "h1");
  expect(kinds([one, drop(one, "a")], [one, drop(one, "a", 7)])).toEqual([]);
});

test("a new migration adds itself and its operations", () => {
  const one = migration("db", "1", "h1");
  expect(kinds([], [one, drop(one, "a")])).toEqual(["migration.added", "operation.added"]);
});

test("an edited operation counts as added", () => {
  const before = migration("db", "1", "h1");
  const after = migration("db", "1", "h2");
  expect(kinds([before, drop(before, "a")], [after, drop(after, "b")])).toEqual([
    "migration.altered",
    "operation.added",
    "operation.removed",
  ]);
});

test("a statement put before another changes that other nothing", () => {
  const before = migration("db", "1", "h1");
  const after = migration("db", "1", "h2");
  const later = { ...drop(after, "a", 2), id: `${after.id}#up:1/0`, statement: `${after.id}#up:1` };
  expect(kinds([before, drop(before, "a")], [after, drop(after, "b"), later])).toEqual([
    "migration.altered",
    "operation.added",
  ]);
});

test("the same text under a later version is that migration, altered, and does nothing new", () => {
  const before = migration("db", "1", "h1");
  const after = migration("db", "2", "h1");
  expect(kinds([before, drop(before, "a")], [after, drop(after, "a")])).toEqual(["migration.altered"]);
});

test("a later version and an edit at once: only the edit is new", () => {
  const before = { ...migration("db", "1", "h1"), name: "drop_codes" };
  const after = { ...migration("db", "2", "h2"), name: "drop_codes" };
  const more = { ...drop(after, "b", 2), id: `${after.id}#up:1/0`, statement: `${after.id}#up:1` };
  expect(kinds([before, drop(before, "a")], [after, drop(after, "a"), more])).toEqual([
    "migration.altered",
    "operation.added",
  ]);
});

test("a history that only moved is no change", () => {
  const before = migration("db", "1", "h1");
  const after = migration("packages/db", "1", "h1");
  expect(kinds([before, drop(before, "a")], [after, drop(after, "a")])).toEqual([]);
});

test("a copy beside the original is a new migration", () => {
  const one = migration("db", "1", "h1");
  const copy = migration("db", "2", "h1");
  expect(kinds([one], [one, copy])).toEqual(["migration.added"]);
});
