import { expect, test } from "vitest";
import type { Outcome } from "../../src/app/inbox.ts";
import type { CommandJob, Job, ReviewJob } from "../../src/app/job.ts";
import { memoryInbox } from "../../src/app/memory-inbox.ts";
import { gate } from "./answers.ts";

const at = { installation: 1, repository: 2, owner: "o", name: "r" };
const review = (pull: number, fresh = false): ReviewJob => ({ kind: "review", ...at, pull, fresh });
const command = (comment: number): CommandJob => ({
  kind: "command",
  ...at,
  pull: 1,
  comment,
  author: { login: "ada", id: 3 },
  body: "/dataplan help",
  created: "2026-11-21T00:00:00Z",
});

test("one pull request is never looked at twice at the same time; many pointers become one more look", async () => {
  const hold = gate();
  const done: Job[] = [];
  let open = 0;
  const inbox = memoryInbox({
    work: async (job) => {
      expect(++open).toBe(1);
      await hold.opened;
      open -= 1;
      done.push(job);
      return "done";
    },
  });
  for (let i = 0; i < 50; i++) await inbox.accept(`d${i}`, [review(1, i === 20)]);
  hold.open();
  await inbox.settled();
  expect(done).toMatchObject([review(1, false), review(1, true)]);
});

test("commands keep their order and none is merged; other pull requests do not wait for them", async () => {
  const hold = gate();
  const done: string[] = [];
  const inbox = memoryInbox({
    work: async (job) => {
      if (job.kind === "command") await hold.opened;
      done.push(job.kind === "command" ? `command ${job.comment}` : job.kind);
      return "done";
    },
  });
  for (const each of [1, 2, 3]) await inbox.accept(`c${each}`, [command(each)]);
  await inbox.accept("r", [review(1)]);
  await expect.poll(() => done).toEqual(["review"]);
  hold.open();
  await inbox.settled();
  expect(done.slice(1)).toEqual(["command 1", "command 2", "command 3"]);
});

test("no more run at once than the machine is given", async () => {
  let open = 0;
  let most = 0;
  const inbox = memoryInbox({
    concurrency: 3,
    work: async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open -= 1;
      return "done";
    },
  });
  for (let i = 0; i < 12; i++) await inbox.accept(`d${i}`, [review(i)]);
  await inbox.settled();
  expect(most).toBe(3);
});

test.each([
  ["done", 1],
  ["failed", 2],
] as const)("a delivery that is %s runs %i times when it comes again", async (outcome, times) => {
  let runs = 0;
  const inbox = memoryInbox({
    work: async (): Promise<Outcome> => {
      runs += 1;
      return outcome;
    },
  });
  for (let i = 0; i < 2; i++) {
    await inbox.accept("same", [review(1)]);
    await inbox.settled();
  }
  expect(runs).toBe(times);
});

test("what is worth another look gets three more, and no fourth", async () => {
  let runs = 0;
  const inbox = memoryInbox({
    pauses: [1, 1, 1],
    work: async () => {
      runs += 1;
      return { after: 0 };
    },
  });
  await inbox.accept("d", [review(1)]);
  await inbox.settled();
  expect(runs).toBe(4);
});

test("a look that is to wait takes along who points at the same thing meanwhile", async () => {
  const hold = gate();
  const looked: number[] = [];
  const start = performance.now();
  const inbox = memoryInbox({
    pauses: [1, 1, 1],
    work: async () => {
      looked.push(performance.now() - start);
      if (looked.length > 1) return "done";
      await hold.opened;
      return { after: 200 };
    },
  });
  await inbox.accept("a", [review(1)]);
  await inbox.accept("b", [review(1)]);
  hold.open();
  await inbox.settled();
  expect(looked).toHaveLength(2);
  expect(looked[1]).toBeGreaterThan(195);
});

test("stopping waits for what runs, starts nothing, and says when it was too late", async () => {
  const hold = gate();
  const done: number[] = [];
  const inbox = memoryInbox({
    concurrency: 1,
    work: async (job) => {
      await hold.opened;
      if (job.kind === "review") done.push(job.pull);
      return "done";
    },
  });
  await inbox.accept("a", [review(1)]);
  await inbox.accept("b", [review(2)]);
  expect(await inbox.stop(10)).toBe(false);
  await expect(inbox.accept("c", [review(3)])).rejects.toThrow("closed");
  hold.open();
  expect(await inbox.stop(1_000)).toBe(true);
  expect(done).toEqual([1]);
});
