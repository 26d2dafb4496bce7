import { expect, test } from "vitest";
import { simple } from "../answers.ts";
import { open, scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 17: a marker planted by a stranger; our comment deleted or edited.

const FORGED = "<!-- dataplan:verdict -->\nAll is well";

test("a marker that a person or another App planted is not ours, and is left as it is", async () => {
  const here = await scene({ answer: simple });
  here.standin.loseWebhooks(true);
  const number = await open(here);
  const planted = here.shop.comment(number, FORGED, "mallory");
  const foreign = { id: 99, slug: "other", name: "Other", permissions: {}, events: [] };
  const byApp = here.shop.comment(number, FORGED, "other[bot]", foreign);
  here.standin.loseWebhooks(false);
  await here.shop.push("topic", { "x.txt": "x" });
  await endsRight(here, number);
  expect([planted.body, byApp.body]).toEqual([FORGED, FORGED]);
});

test("our comment that somebody with write access edited says the truth again after the next event", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await endsRight(here, number);
  const [comment] = here.shop.comments(number);
  if (comment !== undefined) comment.body = FORGED;
  await here.shop.closePullRequest(number);
  await here.shop.reopenPullRequest(number);
  await endsRight(here, number);
});

test.each(["a push", "no push"])("our comment that somebody deleted is written again: %s", async (how) => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await endsRight(here, number);
  here.shop.state.comments.clear();
  if (how === "a push") await here.shop.push("topic", { "x.txt": "x" });
  else {
    await here.shop.closePullRequest(number);
    await here.shop.reopenPullRequest(number);
  }
  await endsRight(here, number);
});

test("our comment is found behind two hundred others, by a process that never saw it", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await endsRight(here, number);
  here.standin.loseWebhooks(true);
  for (let i = 0; i < 220; i++) here.shop.comment(number, `me too ${i}`, "ada");
  here.standin.loseWebhooks(false);
  await here.restart();
  await here.shop.push("topic", { "x.txt": "x" });
  await endsRight(here, number);
});
