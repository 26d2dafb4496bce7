import { expect, test } from "vitest";
import { answerFor, gate, simple } from "../answers.ts";
import { open, scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 3: 30 pushes in 10 s to one pull request are two evaluations at most, and the last head's is the one that stands.

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
  await expect.poll(() => reviewed.length, { timeout: 30_000 }).toBe(1);
  for (let i = 0; i < 30; i++) await here.shop.push("topic", { "n.txt": String(i) });
  await here.standin.idle();
  hold.open();
  await endsRight(here, number);
  expect(reviewed).toEqual([reviewed[0], (await here.shop.pullState(number)).head]);
});

test("thirty pushes that are told at once, in the wrong order, write for the last head alone", async () => {
  const here = await scene({ answer: simple });
  const release = here.standin.holdWebhooks();
  const number = await open(here);
  for (let i = 0; i < 30; i++) await here.shop.push("topic", { "n.txt": String(i) });
  release((held) => held.toReversed());
  await endsRight(here, number);
  expect(here.writes()).toEqual(["checks/create", "issues/create-comment"]);
  const heads = [...here.shop.state.checkRuns.values()].map(({ headSha }) => headSha);
  expect(heads).toEqual([(await here.shop.pullState(number)).head]);
});
