import { expect, test } from "vitest";
import { simple } from "../answers.ts";
import { open, scene, type Scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 8: every webhook of an hour is lost. Within five minutes they are asked for again; where GitHub has nothing left to
// send, the open pull requests themselves are looked through.

const inMinutes = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);

/** Three pull requests: one new, one pushed to, one asked to be looked at again by a command. */
async function anHourWithout(): Promise<{ here: Scene; numbers: readonly number[] }> {
  const here = await scene({ answer: simple });
  const pushed = await open(here);
  const asked = await open(here, { "b.txt": "b" }, { branch: "asked" });
  await here.settled();
  here.standin.loseWebhooks(true);
  await here.shop.push("topic", { "x.txt": "x" });
  const fresh = await open(here, { "c.txt": "c" }, { branch: "fresh" });
  here.shop.comment(asked, "/dataplan help");
  await here.settled();
  expect((await here.ours(fresh)).checks).toEqual([]);
  here.standin.loseWebhooks(false);
  return { here, numbers: [pushed, fresh] };
}

test("what was lost is sent again, commands too, and each is done once", async () => {
  const { here, numbers } = await anHourWithout();
  await here.app.round("missed-deliveries", inMinutes(60));
  for (const number of numbers) await endsRight(here, number);
  const replies = (): number =>
    [...here.shop.state.comments.values()].filter(({ body }) => body.includes("help`")).length;
  expect(replies()).toBe(1);
  here.writes();
  await here.app.round("missed-deliveries", inMinutes(65));
  await here.settled();
  expect([here.writes(), replies()]).toEqual([[], 1]);
});

test("without a single delivery each open pull request is found and answered, and the next round finds nothing to do", async () => {
  const { here, numbers } = await anHourWithout();
  await here.app.round("unanswered-pulls", inMinutes(60));
  for (const number of numbers) await endsRight(here, number);
  here.writes();
  await here.app.round("unanswered-pulls", inMinutes(75));
  await here.settled();
  expect(here.writes()).toEqual([]);
  expect(here.log.filter((line) => line.includes('"round"')).at(-1)).toContain('"looks":0');
});

test("both at once, in a process that has just been started, still end with one of each", async () => {
  const { here, numbers } = await anHourWithout();
  await here.restart();
  const rounds = ["unanswered-pulls", "missed-deliveries", "stale-runs"] as const;
  await Promise.all(rounds.map((name) => here.app.round(name, inMinutes(60))));
  for (const number of numbers) await endsRight(here, number);
});

test("a run that a dead process left at work is found and ended", async () => {
  const here = await scene({ answer: simple });
  here.standin.loseWebhooks(true);
  const number = await open(here);
  const { id: repository } = here.shop.state;
  const job = { kind: "review", installation: here.standin.installationId, repository, owner: "acme", name: "shop" };
  await here.database.query(
    "INSERT INTO dataplan.at_work (repository, pull, job, since) VALUES ($1, $2, $3::jsonb, now() - interval '11 minutes')",
    [repository, number, JSON.stringify({ ...job, pull: number, fresh: false })],
  );
  await here.app.round("stale-runs", inMinutes(0));
  await endsRight(here, number);
  expect(await here.database.query("SELECT FROM dataplan.at_work")).toEqual([]);
});
