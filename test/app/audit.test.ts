import { expect, test } from "vitest";
import { dropsColumn, open, scene } from "./app.ts";

const AUDIT = { ".github/dataplan.yml": "mode: audit\n" };

test("an audit never blocks, says what it would have blocked and how much, and keeps every finding", async () => {
  const here = await scene();
  await here.shop.push("main", AUDIT);
  const number = await open(here, {
    ...dropsColumn,
    "migrations/0003_email.up.sql": "ALTER TABLE users DROP COLUMN email;\n",
    "migrations/0003_email.down.sql": "ALTER TABLE users ADD COLUMN email text;\n",
  });
  await here.settled();
  const { checks, comments } = await here.ours(number);
  expect(checks).toMatchObject([{ conclusion: "neutral" }]);
  expect(checks[0]?.title).toContain("Audit only, never blocks. It would have blocked: 2 changes owe");
  expect(checks[0]?.annotations).toBeGreaterThan(1);
  expect(comments[0]).toContain("public.users.legacy_code");
});

test("what it would have let pass is told as such", async () => {
  const here = await scene();
  await here.shop.push("main", AUDIT);
  const number = await open(here, { "migrations/0002_more.up.sql": "CREATE TABLE more (id int PRIMARY KEY);\n" });
  await here.settled();
  expect((await here.ours(number)).checks[0]).toMatchObject({
    conclusion: "neutral",
    title: expect.stringContaining("Audit only, never blocks. It would have said: The gate is open"),
  });
});
