import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { settings } from "../../standin/client.ts";
import { answerFor, gate, simple } from "../answers.ts";
import { open, scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 7: a token that ends while a review runs; the key is rotated; the installation is suspended or removed.

/** A review that stands still until it is told to go on. */
async function held() {
  const hold = gate();
  const reviewed: string[] = [];
  const here = await scene({
    pauses: [20, 20, 20, 20, 20, 20],
    answer: async (_, { head }) => {
      reviewed.push(head);
      if (reviewed.length === 1) await hold.opened;
      return answerFor(head);
    },
  });
  const number = await open(here);
  await expect.poll(() => reviewed.length, { timeout: 30_000 }).toBe(1);
  return { here, number, goOn: () => hold.open() };
}

test("a token that ends while a review runs is renewed, and the review ends well", async () => {
  const { here, number, goOn } = await held();
  // A token that is refused in its first five seconds is believed to be too young, and tried again.
  await new Promise((resolve) => setTimeout(resolve, 5_100));
  here.standin.expireTokens();
  goOn();
  await endsRight(here, number);
});

test("with a key that GitHub no longer knows nothing is written; with the right one again, the next event is answered", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await endsRight(here, number);
  here.writes();
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  here.standin.calamities.rotateKey(publicKey.export({ type: "spki", format: "pem" }).toString());
  await here.shop.push("topic", { "x.txt": "x" });
  await here.settled();
  expect(here.writes()).toEqual([]);
  expect(here.log.some((line) => line.includes("JSON web token"))).toBe(true);
  const right = createPublicKey(settings.privateKey).export({ type: "spki", format: "pem" }).toString();
  here.standin.calamities.rotateKey(right);
  await here.shop.push("topic", { "y.txt": "y" });
  await endsRight(here, number);
});

test.each(["suspend", "uninstall"] as const)(
  "%s while a review runs: it ends, in the log; restored, all is answered",
  async (how) => {
    const { here, number, goOn } = await held();
    here.standin.calamities[how]();
    goOn();
    await here.settled();
    expect(here.writes()).toEqual([]);
    here.standin.calamities.restore();
    await here.shop.push("topic", { "x.txt": "x" });
    await endsRight(here, number);
  },
);
