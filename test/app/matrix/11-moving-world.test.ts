import { expect, test } from "vitest";
import { answerFor, gate } from "../answers.ts";
import { open, scene, type Scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 11: the head moves or is deleted, the fork is deleted, the repository is renamed, the base is changed, the pull
// request is closed and reopened, all while a review runs.

interface Held {
  readonly here: Scene;
  readonly number: number;
  readonly reviewed: readonly string[];
  readonly goOn: () => void;
}

async function held(fork?: string): Promise<Held> {
  const hold = gate();
  const reviewed: string[] = [];
  const here = await scene({
    answer: async (_, { head }) => {
      reviewed.push(head);
      if (reviewed.length === 1) await hold.opened;
      return answerFor(head);
    },
  });
  const number = await open(here, { "x.sql": "SELECT 1;\n" }, fork === undefined ? {} : { fork });
  await expect.poll(() => reviewed.length, { timeout: 30_000 }).toBe(1);
  return { here, number, reviewed, goOn: () => hold.open() };
}

test("the head moves, and no webhook tells of it: nothing is written for the old one", async () => {
  const { here, number, reviewed, goOn } = await held();
  here.standin.loseWebhooks(true);
  await here.shop.push("topic", { "x.txt": "x" });
  goOn();
  await endsRight(here, number);
  const { head } = await here.shop.pullState(number);
  expect(new Set(reviewed.slice(1))).toEqual(new Set([head]));
  expect([...here.shop.state.checkRuns.values()].map(({ headSha }) => headSha)).toEqual([head]);
});

test("the fork is deleted", async () => {
  const { here, number, goOn } = await held("mallory");
  here.standin.calamities.deleteFork("mallory");
  goOn();
  await endsRight(here, number);
});

test("a fork that is gone from the beginning", async () => {
  const { here, number, goOn } = await held("mallory");
  goOn();
  here.standin.calamities.deleteFork("mallory");
  await here.settled();
  await here.shop.closePullRequest(number);
  await here.shop.reopenPullRequest(number);
  await endsRight(here, number);
});

test("the repository is renamed: what runs goes to its new name, and so do later events", async () => {
  const { here, number, goOn } = await held();
  here.standin.calamities.rename("acme/shop", "store");
  goOn();
  await endsRight(here, number);
  await here.shop.push("topic", { "y.txt": "y" });
  await endsRight(here, number);
});

test("the base is changed", async () => {
  const { here, number, reviewed, goOn } = await held();
  await here.shop.push("other", { "z.txt": "z" });
  await here.shop.editPullRequest(number, { base: "other" });
  goOn();
  await endsRight(here, number);
  expect(reviewed.length).toBeGreaterThan(1);
});

test("the pull request is closed, and reopened with another head", async () => {
  const { here, number, goOn } = await held();
  await here.shop.closePullRequest(number);
  await here.shop.push("topic", { "x.txt": "x" });
  await here.shop.reopenPullRequest(number);
  goOn();
  here.shop.state.pulls.forEach((pull) => expect(pull.state).toBe("open"));
  await here.settled();
  await here.shop.push("topic", { "y.txt": "y" });
  await endsRight(here, number);
});

test("the head's branch is deleted, which closes the pull request: its check is finished, and nothing stays open", async () => {
  const { here, number, goOn } = await held();
  await here.shop.closePullRequest(number);
  goOn();
  await here.settled();
  const runs = [...here.shop.state.checkRuns.values()];
  expect(runs.filter(({ status }) => status !== "completed")).toEqual([]);
  expect((await here.ours(number)).comments.length).toBeLessThan(2);
});
