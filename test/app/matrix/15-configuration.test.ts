import { expect, test } from "vitest";
import { dropsColumn, open, scene } from "../app.ts";

// Row 15: the base branch's configuration is broken, huge or a bomb; the pull request weakens its own. What an organisation
// says above all its repositories is told by organisation.test.ts.

/** Twenty times twenty times twenty … */
const doubled = Array.from({ length: 7 }, (_, at) => `k${at + 1}: &k${at + 1} [${`*k${at},`.repeat(20)}]`);
const bomb = [`k0: &k0 [${"x,".repeat(20)}]`, ...doubled, ""].join("\n");

test.each([
  ["no YAML", "mode: [\n"],
  ["a key that nobody knows", "mod: audit\n"],
  ["an alias bomb", bomb],
  ["longer than anybody writes", `# ${"x".repeat(3 * 1024 * 1024)}\nmode: audit\n`],
  ["a list", "- mode\n- audit\n"],
])("a configuration that is %s keeps the gate closed, and says so", async (_, text) => {
  const here = await scene();
  await here.shop.push("main", { ".github/dataplan.yml": text });
  const number = await open(here);
  await here.settled();
  const [check] = (await here.ours(number)).checks;
  expect(check?.status).toBe("completed");
  expect(["failure", "action_required"]).toContain(check?.conclusion);
  const { checks } = await here.shop.pullState(number);
  expect(`${check?.title} ${check?.summary} ${checks[0]?.text}`).toMatch(/configuration|dataplan\.yml/i);
  expect(here.standin.violations).toEqual([]);
});

test("a pull request that weakens the configuration is judged by the one that stands", async () => {
  const here = await scene();
  const number = await open(here, { ...dropsColumn, ".github/dataplan.yml": "mode: audit\n" });
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ conclusion: "failure" }]);
  expect(here.standin.violations).toEqual([]);
});
