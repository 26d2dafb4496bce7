import { expect, test } from "vitest";
import { examine } from "../../src/doctor/examine.ts";
import type { Sighting } from "../../src/model/sighting.ts";

const wanted = { permissions: { contents: "read", checks: "write" }, events: ["pull_request", "check_run"] };
const of = (id: string, seen: Partial<Sighting>) =>
  examine({ wanted, ...seen })
    .filter((one) => one.id === id)
    .map(({ state }) => state);

test("what was not looked for is not examined", () => {
  expect(examine({ wanted })).toEqual([]);
});

test.each([
  [0, "fine"],
  [-29, "fine"],
  [31, "warning"],
  [-59, "warning"],
  [60, "problem"],
  [-300, "problem"],
])("a clock that is %d seconds off is %s", (clockSkew, state) => {
  expect(of("clock", { clockSkew })).toEqual([state]);
});

test.each([
  [31, "problem"],
  [32, "fine"],
])("a secret of %d characters is %s", (secretLength, state) => {
  expect(of("secret-length", { secretLength })).toEqual([state]);
});

const granted = (checks: string) => ({
  value: { permissions: { contents: "read", checks }, events: ["pull_request"] },
});

test("a permission that is weaker than asked for is missing, one that is stronger is there", () => {
  expect(of("permissions-granted", { installed: granted("read") })).toEqual(["problem"]);
  expect(of("permissions-granted", { installed: granted("admin") })).toEqual(["fine"]);
});

test("events that come without a subscription are not asked for", () => {
  const registered = { value: { permissions: wanted.permissions, events: ["pull_request"] } };
  expect(of("permissions-registered", { registered })).toEqual(["fine"]);
  expect(of("permissions-registered", { registered: { value: { ...registered.value, events: [] } } })).toEqual([
    "problem",
  ]);
});

test.each([
  ["contents", "write", ["warning"]],
  ["administration", "write", ["warning"]],
  ["statuses", "read", ["fine"]],
  ["issues", "write", ["fine"]],
])("a permission beyond app.yml, %s: %s, is %j", (name, level, states) => {
  const permissions = { ...wanted.permissions, [name]: level };
  expect(of("permissions-registered", { registered: { value: { ...wanted, permissions } } })).toEqual(states);
});

test("what cannot be seen is neither fine nor a problem, and the worst stands first", () => {
  const unseen = { unseen: "cannot be seen" };
  const branch = { name: "main", required: unseen, hasQueue: unseen, statuses: unseen };
  const found = examine({ wanted, branch, app: { id: 1 }, clockSkew: 90, secretLength: 40 });
  expect(found.map(({ state }) => state)).toEqual(["problem", "unseen", "unseen", "unseen", "fine"]);
});

test("a store that is away is a problem, one that answers says what it is", () => {
  expect(of("store", { store: { unseen: "connection refused" } })).toEqual(["problem"]);
  expect(of("store", { store: { value: "PostgreSQL 18" } })).toEqual(["fine"]);
});

test("every check says why it matters", () => {
  for (const { why, title } of examine({ wanted, clockSkew: 0, secretLength: 40, store: { value: "x" } })) {
    expect(why.length).toBeGreaterThan(30);
    expect(title).not.toBe("");
  }
});
