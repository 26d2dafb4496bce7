import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { answerFor, gate, simple } from "./answers.ts";
import { open, scene, type Scene, webhookSecret } from "./app.ts";

const patiently = { timeout: 30_000 };

/** Delivers what GitHub sent once more, as often as one likes at the same time. */
async function again({ standin, app }: Scene, event: string, times: number, secret = webhookSecret): Promise<number[]> {
  const delivery = standin.deliveries.find((each) => each.event === event);
  const body = JSON.stringify(delivery?.payload);
  const answers = Array.from({ length: times }, () =>
    fetch(`${app.url}/api/github/webhooks`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-github-event": event,
        "x-github-delivery": delivery?.guid ?? "",
        "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
      },
    }),
  );
  return (await Promise.all(answers)).map(({ status }) => status);
}

test("the same delivery, ten times at once and later again, is one answer", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await here.standin.idle();
  expect(new Set(await again(here, "pull_request", 10))).toEqual(new Set([202]));
  await here.settled();
  await again(here, "pull_request", 3);
  await here.settled();
  const { checks, comments } = await here.ours(number);
  expect([checks.length, comments.length]).toEqual([1, 1]);
  expect(here.writes()).toEqual(["checks/create", "issues/create-comment"]);
});

test("a delivery that somebody else signed does nothing", async () => {
  const here = await scene({ answer: simple });
  here.standin.loseWebhooks(true);
  const number = await open(here);
  expect(await again(here, "pull_request", 1, "a guess of thirty-two characters")).toEqual([401]);
  await here.settled();
  expect(await here.ours(number)).toEqual({ checks: [], comments: [] });
});

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

test("thirty pushes while a review runs are one more review, of the last head", async () => {
  const hold = gate();
  const reviewed: string[] = [];
  const here = await scene({
    answer: async (_, { head }) => {
      reviewed.push(head);
      if (reviewed.length === 1) await hold.opened;
      return answerFor(head);
    },
  });
  const number = await open(here);
  await expect.poll(() => reviewed.length, patiently).toBe(1);
  for (let i = 0; i < 30; i++) await here.shop.push("topic", { "n.txt": String(i) });
  await here.standin.idle();
  hold.open();
  await here.settled();
  const { head } = await here.shop.pullState(number);
  expect(reviewed.length).toBeLessThanOrEqual(3);
  expect(reviewed.at(-1)).toBe(head);
  const { checks, comments } = await here.ours(number);
  expect(checks).toMatchObject([{ summary: `for ${head}` }]);
  expect(comments).toEqual([`<!-- dataplan:verdict -->\nAbout ${head}`]);
});

test("nothing is written for a head that moved on while it was judged", async () => {
  const hold = gate();
  const reviewed: string[] = [];
  const here = await scene({
    answer: async (_, { head }) => {
      reviewed.push(head);
      if (reviewed.length === 1) await hold.opened;
      return answerFor(head);
    },
  });
  const number = await open(here);
  await expect.poll(() => reviewed.length, patiently).toBe(1);
  here.standin.loseWebhooks(true);
  await here.shop.push("topic", { "x.txt": "x" });
  hold.open();
  await here.settled();
  const { head } = await here.shop.pullState(number);
  expect(new Set(reviewed.slice(1))).toEqual(new Set([head]));
  // Not one write names the first head: the job looked again, though no push was ever told to it.
  expect((await here.ours(number)).checks).toMatchObject([{ summary: `for ${head}` }]);
  expect([...here.shop.state.checkRuns.values()].map(({ headSha }) => headSha)).toEqual([head]);
  expect(here.writes()).toEqual(["checks/create", "issues/create-comment"]);
});

test.each(["before", "after"] as const)(
  "a 502 %s the effect of each write ends with one check and one comment",
  async (when) => {
    const here = await scene({ answer: simple });
    here.standin.faults.next({ route: "checks/create", status: 502, when });
    here.standin.faults.next({ route: "issues/create-comment", status: 502, when });
    const number = await open(here);
    await here.settled();
    expect(here.standin.faults.pending).toEqual([]);
    const { checks, comments } = await here.ours(number);
    expect(checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    expect(comments).toHaveLength(1);
  },
);

test("a line that breaks off is mended as well", async () => {
  const here = await scene({ answer: simple });
  here.standin.faults.next({ route: "checks/create", hangUp: true, when: "after" });
  here.standin.faults.next({ route: "pulls/get", hangUp: true });
  const number = await open(here);
  await here.settled();
  expect((await here.ours(number)).checks).toHaveLength(1);
  expect((await here.ours(number)).comments).toHaveLength(1);
}, 90_000);

test("a marker that somebody else planted is not ours", async () => {
  const here = await scene({ answer: simple });
  here.standin.loseWebhooks(true);
  const number = await open(here);
  const planted = here.shop.comment(number, "<!-- dataplan:verdict -->\nAll is well", "mallory");
  const foreign = { id: 99, slug: "other", name: "Other", permissions: {}, events: [] };
  const byApp = here.shop.comment(number, "<!-- dataplan:verdict -->\nAll is well", "other[bot]", foreign);
  here.standin.loseWebhooks(false);
  await here.shop.push("topic", { "x.txt": "x" });
  await here.settled();
  expect([planted.body, byApp.body]).toEqual(Array(2).fill("<!-- dataplan:verdict -->\nAll is well"));
  expect((await here.ours(number)).comments).toHaveLength(1);
});

test("our comment is found behind two hundred others", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  here.standin.loseWebhooks(true);
  await here.settled();
  for (let i = 0; i < 220; i++) here.shop.comment(number, `me too ${i}`, "ada");
  here.standin.loseWebhooks(false);
  await here.shop.push("topic", { "x.txt": "x" });
  await here.settled();
  expect((await here.ours(number)).comments).toHaveLength(1);
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

test("a comment that somebody deleted is written again", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await here.settled();
  here.shop.state.comments.clear();
  await here.shop.push("topic", { "x.txt": "x" });
  await here.settled();
  expect((await here.ours(number)).comments).toHaveLength(1);
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

test("a fault of ours closes the gate, says so under the delivery, and a redelivery tries again", async () => {
  let broken = true;
  const here = await scene({
    answer: async (_, { head }) => {
      if (broken) throw new TypeError("x is not a function");
      return answerFor(head, { report: { conclusion: "success", title: "Open", summary: "", annotations: [] } });
    },
  });
  const number = await open(here);
  await here.settled();
  const guid = here.standin.deliveries.find(({ event }) => event === "pull_request")?.guid ?? "";
  const [check] = (await here.ours(number)).checks;
  expect(check).toMatchObject({ conclusion: "failure", title: "Could not decide" });
  expect(check?.summary).toContain("/dataplan review");
  expect(here.log.some((line) => line.includes("x is not a function") && line.includes(guid))).toBe(true);
  broken = false;
  here.standin.redeliver(guid);
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ conclusion: "success" }]);
});

test("a token that ended before its time is renewed", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await here.settled();
  await new Promise((resolve) => setTimeout(resolve, 5_100));
  here.standin.expireTokens();
  await here.shop.push("topic", { "x.txt": "x" });
  await here.settled();
  const { head } = await here.shop.pullState(number);
  expect((await here.ours(number)).checks).toMatchObject([{ summary: `for ${head}` }]);
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

test("GitHub's pace is kept unless told otherwise: a write a second, and still no more than two", async () => {
  const here = await scene({ answer: simple, throttle: true });
  const number = await open(here);
  await here.settled();
  expect(await here.ours(number)).toMatchObject({ checks: [{ status: "completed" }] });
  expect(here.writes()).toEqual(["checks/create", "issues/create-comment"]);
});

test("when GitHub asks us to stay away we do, for as long as it says", async () => {
  const here = await scene({ answer: simple });
  const limit = { status: 403, message: "You have exceeded a secondary rate limit", headers: { "retry-after": "2" } };
  here.standin.faults.next({ route: "checks/create", ...limit });
  const start = performance.now();
  const number = await open(here);
  await here.settled();
  expect(performance.now() - start).toBeGreaterThan(2_000);
  expect((await here.ours(number)).checks).toMatchObject([{ status: "completed" }]);
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
