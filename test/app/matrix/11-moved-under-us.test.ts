import { expect, test } from "vitest";
import { answerFor, gate } from "../answers.ts";
import { appId, dropsColumn, open, scene } from "../app.ts";

const ours = (here: Awaited<ReturnType<typeof scene>>) =>
  [...here.shop.state.checkRuns.values()].filter(({ app }) => app.id === appId);

test("a fork that is deleted leaves its pull request judged, with the plan offered as text in place of a link", async () => {
  const here = await scene();
  const number = await open(here, dropsColumn, { fork: "mallory" });
  await here.settled();
  expect((await here.ours(number)).comments[0]).toContain("Write the plan");
  here.shop.deleteFork("mallory");
  here.shop.comment(number, "/dataplan review", "acme");
  await here.settled();
  const { checks, comments } = await here.ours(number);
  expect(checks).toMatchObject([{ conclusion: "failure" }]);
  expect(comments).toHaveLength(1);
  expect(comments[0]).not.toContain("[**Write the plan**]");
  expect(comments[0]).toContain("kind: change-plan");
  expect(here.standin.violations).toEqual([]);
});

test("a repository that is renamed while it is judged gets its answer under the new name", async () => {
  const hold = gate();
  let judging = false;
  const here = await scene({
    answer: async (_, { head }) => {
      judging = true;
      await hold.opened;
      return answerFor(head);
    },
  });
  const number = await open(here);
  await expect.poll(() => judging, { timeout: 8_000 }).toBe(true);
  here.shop.rename("store");
  hold.open();
  await here.settled();
  const { checks, comments } = await here.ours(number);
  expect(checks).toMatchObject([{ status: "completed", title: "Blocked" }]);
  expect(comments).toHaveLength(1);
  await here.shop.push("topic", { "README.md": "x\n" }, { author: "ada" });
  await here.settled();
  expect((await here.ours(number)).comments).toHaveLength(1);
  expect(here.standin.violations).toEqual([]);
});

test("a pull request that is closed while it is judged, and opened again, is answered once", async () => {
  const hold = gate();
  let judging = false;
  const here = await scene({
    answer: async (_, { head }) => {
      judging = true;
      await hold.opened;
      return answerFor(head);
    },
  });
  const number = await open(here);
  await expect.poll(() => judging, { timeout: 8_000 }).toBe(true);
  await here.shop.closePullRequest(number);
  await here.shop.reopenPullRequest(number);
  hold.open();
  await here.settled();
  expect(ours(here)).toMatchObject([{ status: "completed", title: "Blocked" }]);
  expect((await here.ours(number)).comments).toHaveLength(1);
});

test("a base that changes while it is judged is judged by the new base, and the old answer is never written", async () => {
  const hold = gate();
  const judged: string[] = [];
  const here = await scene({
    answer: async (_, { head, branch }) => {
      judged.push(branch);
      if (judged.length === 1) await hold.opened;
      const conclusion = branch === other ? "success" : "failure";
      return answerFor(head, { report: { conclusion, title: conclusion, summary: "x", annotations: [] } });
    },
  });
  const other = (await here.shop.push("other", { "y.txt": "y\n" })).sha;
  const number = await open(here);
  await expect.poll(() => judged.length, { timeout: 8_000 }).toBe(1);
  await here.shop.editPullRequest(number, { base: "other" });
  hold.open();
  await here.settled();
  expect(ours(here)).toMatchObject([{ conclusion: "success" }]);
  expect(here.standin.violations).toEqual([]);
});
