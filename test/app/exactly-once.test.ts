import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { answerFor, gate, simple } from "./answers.ts";
import { open, scene, webhookSecret } from "./app.ts";

const patiently = { timeout: 30_000 };

test("two Apps at work on one pull request end with one comment, the oldest", async () => {
  const first = await scene({ answer: simple });
  const number = await open(first);
  await first.settled();
  const body = `<!-- dataplan:verdict -->\nA double`;
  const us = { id: 4711, slug: "dataplan", name: "Dataplan", permissions: {}, events: [] };
  const [oldest] = first.shop.comments(number);
  first.shop.comment(number, body, "dataplan[bot]", us);
  await first.shop.push("topic", { "x.txt": "x" });
  await first.settled();
  expect(first.shop.comments(number).find(({ body }) => body.includes("About"))?.id).toBe(oldest?.id);
  expect(first.writes().filter((write) => write === "issues/create-comment")).toHaveLength(1);
});

test("another process, with nothing in its memory, finds what the first one wrote and writes nothing", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await here.settled();
  await here.restart();
  here.writes();
  await here.shop.closePullRequest(number);
  await here.shop.reopenPullRequest(number);
  await here.settled();
  expect(here.writes()).toEqual([]);
});

test("a review that takes long is seen to be at work, in the same check run", async () => {
  const hold = gate();
  const here = await scene({
    patience: 10,
    answer: async (_, { head }) => {
      await hold.opened;
      return answerFor(head);
    },
  });
  const number = await open(here);
  await expect.poll(async () => (await here.ours(number)).checks, patiently).toMatchObject([{ status: "in_progress" }]);
  hold.open();
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
  expect(here.writes()).toEqual(["checks/create", "checks/update", "issues/create-comment"]);
});

test("an event that GitHub's own answers are still behind is believed: we look again until they agree", async () => {
  const here = await scene({ answer: simple, pauses: [300, 300, 300] });
  const number = await open(here);
  await here.settled();
  here.standin.loseWebhooks(true);
  const first = here.standin.deliveries.find(({ event }) => event === "pull_request");
  const body = JSON.stringify(first?.payload).replaceAll((await here.shop.pullState(number)).head, "f".repeat(40));
  const headers = {
    "x-github-event": "pull_request",
    "x-github-delivery": "ahead",
    "content-type": "application/json",
  };
  const signature = `sha256=${createHmac("sha256", webhookSecret).update(body).digest("hex")}`;
  await fetch(here.app.url, { method: "POST", body, headers: { ...headers, "x-hub-signature-256": signature } });
  await here.shop.push("topic", { "x.txt": "x" });
  await here.settled();
  const { head } = await here.shop.pullState(number);
  expect((await here.ours(number)).checks).toMatchObject([{ summary: `for ${head}` }]);
});

test("a pull request that was closed meanwhile is left alone", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await here.settled();
  const [check] = (await here.ours(number)).checks;
  await here.shop.closePullRequest(number);
  here.writes();
  await here.shop.rerequest(check?.id ?? 0);
  await here.settled();
  expect(here.writes()).toEqual([]);
});
