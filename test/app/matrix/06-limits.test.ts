import { expect, test } from "vitest";
import { simple } from "../answers.ts";
import { open, scene, type Scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 6: 403 for a secondary limit with and without `retry-after`; the hour's budget is used up; and all is well again.

const secondary = { status: 403, message: "You have exceeded a secondary rate limit" };

const pausedFor = async ({ database }: Scene): Promise<number | undefined> => {
  const [row] = await database.query<{ readonly seconds: number | null }>(
    "SELECT extract(epoch FROM paused_until - now())::float8 AS seconds FROM dataplan.pace",
  );
  return row?.seconds ?? undefined;
};

/** As if the time that GitHub wants to be left alone were over. */
async function itIsOver({ database }: Scene): Promise<void> {
  await database.query("UPDATE dataplan.pace SET paused_until = NULL");
  await database.query("UPDATE dataplan.job SET due_at = now()");
}

async function refusedOnce(here: Scene, fault: object, seconds: readonly [number, number]): Promise<void> {
  here.standin.faults.next({ route: "checks/create", ...secondary, ...fault });
  const number = await open(here);
  await expect.poll(() => pausedFor(here), { timeout: 30_000 }).toBeGreaterThan(seconds[0]);
  expect(await pausedFor(here)).toBeLessThanOrEqual(seconds[1]);
  const before = here.standin.requests.length;
  await here.shop.push("topic", { "x.txt": "x" });
  await here.standin.idle();
  // Another event of this installation asks GitHub nothing.
  expect(here.standin.requests.length).toBe(before);
  await itIsOver(here);
  // A worker looks at least every five seconds for what is due.
  await endsRight(here, number);
}

test("with `retry-after` the installation is left alone for as long as it says", async () => {
  const here = await scene({ answer: simple, throttle: true, pauses: [10, 10, 10, 10, 10] });
  await refusedOnce(here, { headers: { "retry-after": "40" } }, [20, 40]);
});

test("without, for a minute", async () => {
  const here = await scene({ answer: simple, throttle: true, pauses: [10, 10, 10, 10, 10] });
  await refusedOnce(here, {}, [30, 60]);
});

test.each([0, 300_000])(
  "the hour's budget is used up: until GitHub says it is full again (its clock off by %i ms)",
  async (skew) => {
    const here = await scene({ answer: simple, throttle: true, skew, pauses: [10, 10, 10, 10, 10] });
    const reset = String(Math.floor((Date.now() + skew) / 1_000) + 1_200);
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
    await refusedOnce(here, { message: "API rate limit exceeded", headers }, [1_100, 1_201]);
  },
);

test("GitHub's pace is kept unless told otherwise, and a review's writes go at once", async () => {
  const here = await scene({ answer: simple, throttle: true });
  await endsRight(here, await open(here));
  expect(here.writes()).toEqual(["checks/create", "issues/create-comment"]);
});
test("a job that GitHub refuses is taken up again when GitHub said, and not before", async () => {
  const here = await scene({ answer: simple });
  const limit = { status: 403, message: "You have exceeded a secondary rate limit", headers: { "retry-after": "2" } };
  here.standin.faults.next({ route: "checks/create", ...limit });
  const start = performance.now();
  const number = await open(here);
  await here.settled();
  expect(performance.now() - start).toBeGreaterThan(2_000);
  expect((await here.ours(number)).checks).toMatchObject([{ status: "completed" }]);
});
