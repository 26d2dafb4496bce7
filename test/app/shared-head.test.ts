import { expect, test } from "vitest";
import { open, scene } from "./app.ts";

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
