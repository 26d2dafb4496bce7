import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { answerFor, simple } from "../answers.ts";
import { open, scene, type Scene, webhookSecret } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 1: the same delivery once, in parallel, and later again; the redelivery of one that failed.

/** Delivers what GitHub sent once more, as often as one likes at the same time. */
async function again({ standin, app }: Scene, event: string, times: number): Promise<number[]> {
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
        "x-hub-signature-256": `sha256=${createHmac("sha256", webhookSecret).update(body).digest("hex")}`,
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
  await endsRight(here, number);
  expect(here.writes()).toEqual(["checks/create", "issues/create-comment"]);
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
