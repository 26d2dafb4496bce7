import { expect, test } from "vitest";
import { open, type Scene, scene } from "./app.ts";
import { bookOf } from "./ledger.ts";

const patiently = { timeout: 60_000 };

async function checked(): Promise<{ here: Scene; number: number; run: number }> {
  const here = await scene();
  const number = await open(here);
  await here.settled();
  here.writes();
  return { here, number, run: (await here.ours(number)).checks[0]?.id ?? 0 };
}

const replies = async (here: Scene, number: number) =>
  (await here.ours(number)).comments.filter((body) => body.startsWith("<!-- dataplan:reply:"));

test("the check has buttons within GitHub's limits, and looks again where one is pressed", patiently, async () => {
  const { here, number, run } = await checked();
  const { actions = [] } = here.shop.state.checkRuns.get(run) ?? {};
  expect(actions.map(({ identifier }) => identifier)).toEqual(["rerun", "plan-stub"]);
  for (const { label, description, identifier } of actions)
    expect([label.length <= 20, description.length <= 40, identifier.length <= 20]).toEqual([true, true, true]);
  here.shop.setCollaborator("grace", "read");
  await here.shop.press(run, "rerun", "grace");
  await here.settled();
  expect(here.writes()).toEqual(["checks/update"]);
  expect(await replies(here, number)).toEqual([]);
  expect(await bookOf(here).audit(9)).toMatchObject([{ actor: "grace", line: "/dataplan review", result: "done" }]);
  expect(here.standin.violations).toEqual([]);
});

test(
  "`Plan stub` answers with the plan that is owed, once a head, however often it is pressed",
  patiently,
  async () => {
    const { here, number, run } = await checked();
    await here.shop.press(run, "plan-stub");
    await here.shop.press(run, "plan-stub");
    await here.settled();
    const said = await replies(here, number);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("**Write the plan**");
    expect(said[0]).toContain("/new/topic?filename=plans%2F");
  },
);

test("whoever has no role here presses for nothing, in silence", patiently, async () => {
  const { here, number, run } = await checked();
  here.standin.faults.next({ route: "repos/get-collaborator-permission-level", status: 404, times: 2 });
  await here.shop.press(run, "plan-stub", "stranger");
  await here.shop.press(run, "rerun", "stranger");
  await here.settled();
  expect(here.writes()).toEqual([]);
  expect(await replies(here, number)).toEqual([]);
  expect((await bookOf(here).audit(9)).map(({ result }) => result)).toEqual(["refused", "refused"]);
});

test("a button belongs to its commit: on an old check it does nothing", patiently, async () => {
  const { here, number, run } = await checked();
  await here.shop.push("topic", { "README.md": "More.\n" }, { author: "ada" });
  await here.settled();
  here.writes();
  await here.shop.press(run, "plan-stub");
  await here.settled();
  expect(here.writes()).toEqual([]);
  expect(await replies(here, number)).toEqual([]);
});
