import { expect, test } from "vitest";
import { open, scene, type Scene } from "./app.ts";

const PLAN = `---
kind: change-plan
title: Codes move to a table of their own
status: approved
owner: "@data"
---

## Changes

| Change | Subject | Phase | Migration | Rollback |
|---|---|---|---|---|
| add table | \`codes\` | expand | new table | drop it |
| drop column | \`users.legacy_code\` | contract | one statement | add it |
`;
const EXPAND = {
  "migrations/0002_codes.up.sql": "CREATE TABLE codes (user_id bigint PRIMARY KEY, code text);\n",
  "migrations/0002_codes.down.sql": "DROP TABLE codes;\n",
  "plans/codes.md": PLAN,
};
const CONTRACT = {
  "migrations/0003_drop.up.sql": "ALTER TABLE users DROP COLUMN legacy_code;\n",
  "migrations/0003_drop.down.sql": "ALTER TABLE users ADD COLUMN legacy_code text;\n",
};

async function judged(day: string): Promise<{ readonly here: Scene; readonly comment: string }> {
  const here = await scene();
  await here.shop.push("main", EXPAND, { date: new Date(`${day}T12:00:00Z`) });
  const number = await open(here, CONTRACT);
  await here.settled();
  const { comments } = await here.ours(number);
  expect(here.standin.violations).toEqual([]);
  return { here, comment: comments[0] ?? "" };
}

test("a contracting phase waits until the base branch has the expanding one for long enough", async () => {
  const { here, comment } = await judged("2026-11-18");
  expect(comment).toContain("is on the base branch since 2026-11-18 and 7 days are asked for");
  expect(comment).toContain("merge this on 2026-11-25 or later");
  // The pull request and its check suite are looked at once each, and one path is asked for.
  const asked = here.standin.requests.filter(({ operation }) => operation === "repos/list-commits");
  expect(asked.length).toBeLessThanOrEqual(2);
});

test("and comes afterwards", async () => {
  const { comment } = await judged("2026-09-01");
  expect(comment).toContain("is on the base branch since 2026-09-01, 81 days");
});
