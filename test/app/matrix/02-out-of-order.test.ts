import { test } from "vitest";
import { simple } from "../answers.ts";
import { open, scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 2: events out of order (`synchronize` before `opened`; old after new).

test("a push is told before the pull request that it was made to", async () => {
  const here = await scene({ answer: simple });
  const release = here.standin.holdWebhooks();
  const number = await open(here);
  await here.shop.push("topic", { "x.txt": "x" });
  release((held) => held.toReversed());
  await endsRight(here, number);
});

test("what was told long ago comes after what is new, and changes nothing", async () => {
  const here = await scene({ answer: simple });
  const release = here.standin.holdWebhooks();
  const number = await open(here);
  let old: readonly unknown[] = [];
  release((held) => {
    old = held;
    return [];
  });
  await here.shop.push("topic", { "x.txt": "x" });
  await endsRight(here, number);
  here.writes();
  for (const { guid } of here.standin.deliveries.slice(0, old.length)) here.standin.redeliver(guid);
  await endsRight(here, number);
  if (here.writes().length > 0) throw new Error("an old event was written for");
});

test("closed is told before opened, and reopened twice", async () => {
  const here = await scene({ answer: simple });
  const release = here.standin.holdWebhooks();
  const number = await open(here);
  await here.shop.closePullRequest(number);
  await here.shop.reopenPullRequest(number);
  release((held) => [...held.toReversed(), ...held]);
  await endsRight(here, number);
});
