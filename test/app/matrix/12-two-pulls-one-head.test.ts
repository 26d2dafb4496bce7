import { expect, test } from "vitest";
import { answerFor, gate, simple } from "../answers.ts";
import { open, scene } from "../app.ts";

test("a second pull request of the same commit, into a branch of one's own making, opens no gate", async () => {
  const here = await scene();
  here.shop.requiredCheck("dataplan", { appId: 4711 });
  const first = await open(here);
  await here.settled();
  await here.shop.push("mine", { ".github/dataplan.yml": "mode: audit\n" }, { author: "ada" });
  const { number: second } = await here.shop.openPullRequest({
    title: "Harmless",
    head: "topic",
    base: "mine",
    author: "ada",
  });
  await here.settled();
  expect(await here.shop.pullState(first)).toMatchObject({ mergeable_state: "blocked" });
  const { checks } = await here.ours(second);
  expect(checks).toMatchObject([{ conclusion: "failure" }]);
  expect(checks[0]?.summary).toContain(`#${first}: failure, #${second}: neutral`);

  await here.shop.closePullRequest(first);
  await here.settled();
  expect((await here.ours(second)).checks).toMatchObject([{ conclusion: "neutral" }]);
  expect(here.standin.violations).toEqual([]);
});

test("an answer that was given for another branch does not hold the gate open while this one is judged", async () => {
  const hold = gate();
  let waiting = false;
  const here = await scene({
    answer: async (_, { branch, head }) => {
      const open = branch !== main;
      waiting = !open;
      if (!open) await hold.opened;
      const conclusion = open ? "success" : "failure";
      return answerFor(head, { report: { conclusion, title: "", summary: conclusion, annotations: [] } });
    },
  });
  const main = (await here.shop.push("main", { "x.txt": "x" })).sha;
  here.shop.requiredCheck("dataplan", { appId: 4711 });
  await here.shop.push("mine", { "y.txt": "y" });
  await here.shop.push("topic", { "z.txt": "z" });
  const { number } = await here.shop.openPullRequest({ title: "t", head: "topic", base: "mine", author: "ada" });
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ conclusion: "success" }]);
  await here.shop.editPullRequest(number, { base: "main" });
  await expect.poll(() => waiting, { timeout: 30_000 }).toBe(true);
  expect((await here.shop.pullState(number)).mergeable_state).toBe("blocked");
  hold.open();
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ conclusion: "failure" }]);
  expect(here.standin.violations).toEqual([]);
});

test("two pull requests of one commit that come at the same moment make one run, and each has its comment", async () => {
  const here = await scene({ answer: simple });
  await here.shop.push("release", { "x.txt": "x" });
  here.standin.faults.next({ route: "checks/create", delayMs: 1_500, times: 2 });
  const first = await open(here);
  const { number: second } = await here.shop.openPullRequest({
    title: "The same",
    head: "topic",
    base: "release",
    author: "ada",
  });
  await here.settled();
  const { checks, comments } = await here.ours(second);
  expect(here.shop.state.checkRuns.size).toBe(1);
  expect(checks[0]?.summary).toMatch(new RegExp(`#${first}: \\w+, #${second}: \\w+`));
  expect([comments.length, (await here.ours(first)).comments.length]).toEqual([1, 1]);
  expect(here.standin.violations).toEqual([]);
});
