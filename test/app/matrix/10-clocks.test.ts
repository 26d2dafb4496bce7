import { test } from "vitest";
import { simple } from "../answers.ts";
import { open, scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 10: our clock and GitHub's differ by five minutes, either way.

test.each([-5, 5])("GitHub's clock is %i minutes off ours", async (minutes) => {
  const here = await scene({ answer: simple, skew: minutes * 60_000 });
  const number = await open(here);
  await endsRight(here, number);
  await here.shop.push("topic", { "x.txt": "x" });
  await endsRight(here, number);
});
