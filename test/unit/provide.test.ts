import { expect, test } from "vitest";
import { provide } from "../../src/engine/provide.ts";

test.each([
  ["42704", 'role "reader" does not exist', 'create role "reader"'],
  ["3F000", 'schema "au""th" does not exist', 'create schema "au""""th"'],
  ["3F000", "no schema has been selected to create in", undefined],
  ["42P01", 'relation "public.databasechangelog" does not exist', /^create table if not exists databasechangelog /],
  ["42P01", 'relation "users" does not exist', undefined],
] as const)("%s %s", (code, message, sql) => {
  const provided = provide({ code, message });
  if (sql instanceof RegExp) expect(provided).toMatch(sql);
  else expect(provided).toBe(sql);
});
