import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { durableInbox } from "../../src/app/durable-inbox.ts";
import type { Inbox, Outcome, Work } from "../../src/app/inbox.ts";
import type { CommandJob, Job, ReviewJob } from "../../src/app/job.ts";
import { createLog } from "../../src/app/log.ts";
import { Workshop } from "../../src/app/workshop.ts";
import type { Database } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openPostgres } from "../../src/store/postgres-database.ts";
import { borrowDatabase } from "../store/memory-database.ts";
import { noPostgres, type PostgresServer, startPostgres } from "../store/postgres-server.ts";
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
const from = (id: string) => ({ id, event: "test" });
const log = createLog("fatal", [], { write: () => {} });
const missing = noPostgres();

describe.each(["pglite", "postgres"] as const)("the inbox on %s", (kind) => {
  let server: PostgresServer | undefined;
  let database: Database;
  let inbox: Inbox;
  let over: () => Promise<void>;
  let opened: Workshop[] = [];
  const skipped = kind === "postgres" && missing !== undefined;
  const here = test.skipIf(skipped);

  beforeAll(async () => {
    if (kind === "postgres" && !skipped) server = await startPostgres();
  });
  afterAll(() => server?.close());
  let made = 0;
  beforeEach(async () => {
    if (skipped) return;
    if (server === undefined) {
      const borrowed = await borrowDatabase();
      database = borrowed.database;
      over = () => borrowed.giveBack();
    } else {
      database = await openPostgres(await server.create(`inbox${(made += 1)}`), () => {});
      await migrate(database);
      over = () => database.close();
    }
    inbox = durableInbox({ database, patience: 20_000 });
  });
  afterEach(async () => {
    for (const workshop of opened) await workshop.close(1_000);
    opened = [];
    await over?.();
  });

  const work = async (
    work: Work,
    { concurrency, pauses }: { concurrency?: number; pauses?: readonly number[] } = {},
  ): Promise<Workshop> => {
    const options = {
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(pauses === undefined ? {} : { pauses }),
    };
    const workshop = await Workshop.open({ database, log, work, ...options });
    opened.push(workshop);
    return workshop;
  };
  const states = () => database.query("SELECT id, state FROM dataplan.delivery ORDER BY id");

  here("one pull request is never looked at twice at the same time; many pointers become one more look", async () => {
    const hold = gate();
    const done: Job[] = [];
    let open = 0;
    await work(async (job) => {
      expect(++open).toBe(1);
      await hold.opened;
      open -= 1;
      done.push(job);
      return "done";
    });
    await inbox.accept(from("first"), [review(1)]);
    await expect.poll(() => open).toBe(1);
    for (let i = 0; i < 50; i++) await inbox.accept(from(`d${i}`), [review(1, i === 20)]);
    hold.open();
    await inbox.settled();
    expect(done).toMatchObject([review(1, false), review(1, true)]);
    expect(new Set((await states()).map(({ state }) => state))).toEqual(new Set(["done"]));
  });

  here("commands run in the order in which they were said, one is never two; others do not wait for them", async () => {
    const hold = gate();
    const done: string[] = [];
    const one: Work = async (job) => {
      if (job.kind === "command") await hold.opened;
      done.push(job.kind === "command" ? `command ${job.comment}` : job.kind);
      return "done";
    };
    await inbox.accept(from("late"), [command(1)]);
    for (const each of [4, 3, 2, 1]) await inbox.accept(from(`c${each}`), [command(each)]);
    await inbox.accept(from("r"), [review(1)]);
    await work(one);
    // PGlite has one process.
    if (kind === "postgres") await work(one);
    await expect.poll(() => done).toEqual(["review"]);
    hold.open();
    await inbox.settled();
    expect(done.slice(1)).toEqual(["command 1", "command 2", "command 3", "command 4"]);
  });

  here("no more run at once than the machine is given", async () => {
    let open = 0;
    let most = 0;
    const one: Work = async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open -= 1;
      return "done";
    };
    await work(one, { concurrency: 3 });
    for (let i = 0; i < 12; i++) await inbox.accept(from(`d${i}`), [review(i)]);
    await inbox.settled();
    expect(most).toBeLessThanOrEqual(3);
    expect(most).toBeGreaterThan(1);
  });

  here.each([
    ["done", 1],
    ["failed", 2],
  ] as const)("a delivery that is %s runs %i times when it comes again", async (outcome, times) => {
    let runs = 0;
    await work(async (): Promise<Outcome> => {
      runs += 1;
      return outcome;
    });
    for (let i = 0; i < 2; i++) {
      await inbox.accept(from("same"), [review(1)]);
      await inbox.settled();
    }
    expect(runs).toBe(times);
    expect(await states()).toEqual([{ id: "same", state: outcome }]);
  });

  here("a delivery that comes ten times at once is one", async () => {
    let runs = 0;
    await Promise.all(Array.from({ length: 10 }, () => inbox.accept(from("same"), [review(1)])));
    expect(await database.query("SELECT count(*)::int AS n FROM dataplan.job")).toEqual([{ n: 1 }]);
    await work(async () => {
      runs += 1;
      return "done";
    });
    await inbox.settled();
    expect(runs).toBe(1);
  });

  here("a delivery is done when what followed from it is, and has failed when that has", async () => {
    const hold = gate();
    await work(async (job, delivery) => {
      if (job.kind !== "resolve") {
        await hold.opened;
        return job.kind === "review" && job.pull === 2 ? "failed" : "done";
      }
      await inbox.follow(delivery, [review(1), ...(job.sha === "bad" ? [review(2)] : [])]);
      return "done";
    });
    await inbox.accept(from("a"), [{ kind: "resolve", ...at, sha: "good", pulls: [], fresh: false }]);
    await inbox.accept(from("b"), [{ kind: "resolve", ...at, sha: "bad", pulls: [], fresh: false }]);
    await expect
      .poll(async () => (await database.query("SELECT FROM dataplan.job WHERE lane LIKE 'resolve%'")).length)
      .toBe(0);
    expect(await states()).toEqual([
      { id: "a", state: "received" },
      { id: "b", state: "received" },
    ]);
    hold.open();
    await inbox.settled();
    expect(await states()).toEqual([
      { id: "a", state: "done" },
      { id: "b", state: "failed" },
    ]);
  });

  here("what is worth another look gets three more, and no fourth", async () => {
    let runs = 0;
    const again: Work = async () => {
      runs += 1;
      return { after: 0 };
    };
    await work(again, { pauses: [1, 1, 1] });
    await inbox.accept(from("d"), [review(1)]);
    await inbox.settled();
    expect(runs).toBe(4);
    expect(await states()).toEqual([{ id: "d", state: "failed" }]);
  });

  here("a look that is to wait takes along who points at the same thing meanwhile", async () => {
    const hold = gate();
    const looked: number[] = [];
    const start = performance.now();
    const later: Work = async () => {
      looked.push(performance.now() - start);
      if (looked.length > 1) return "done";
      await hold.opened;
      return { after: 400 };
    };
    await work(later, { pauses: [1, 1, 1] });
    await inbox.accept(from("a"), [review(1)]);
    await expect.poll(() => looked.length).toBe(1);
    await inbox.accept(from("b"), [review(1)]);
    const held = performance.now() - start;
    hold.open();
    await inbox.settled();
    expect(looked).toHaveLength(2);
    expect((looked[1] ?? 0) - held).toBeGreaterThan(395);
  });

  here("what waits, and how long, outlives the process", async () => {
    const first = await work(async () => ({ after: 300 }), { pauses: [1, 1, 1] });
    await inbox.accept(from("d"), [review(1)]);
    await expect
      .poll(async () => await database.query("SELECT attempt FROM dataplan.job WHERE worker IS NULL"))
      .toEqual([{ attempt: 1 }]);
    await first.close(1_000);
    const done: string[] = [];
    const start = performance.now();
    await work(async (_, delivery) => {
      done.push(delivery);
      return "done";
    });
    expect(done).toEqual([]);
    await inbox.settled();
    expect(done).toEqual(["d"]);
    expect(performance.now() - start).toBeGreaterThan(100);
  });

  here("stopping waits for what runs, starts nothing, and gives back what was too late", async () => {
    const hold = gate();
    const done: number[] = [];
    const slow: Work = async (job) => {
      await hold.opened;
      if (job.kind === "review") done.push(job.pull);
      return "done";
    };
    const workshop = await work(slow, { concurrency: 1 });
    await inbox.accept(from("a"), [review(1)]);
    await inbox.accept(from("b"), [review(2)]);
    await expect
      .poll(async () => (await database.query("SELECT FROM dataplan.job WHERE worker IS NOT NULL")).length)
      .toBe(1);
    expect(await workshop.close(10)).toBe(false);
    inbox.close();
    await expect(inbox.accept(from("c"), [review(3)])).rejects.toThrow("closed");
    expect(await database.query("SELECT worker, crashes FROM dataplan.job")).toEqual([
      { worker: null, crashes: 0 },
      { worker: null, crashes: 0 },
    ]);
    hold.open();
    await expect.poll(() => done).toEqual([1]);
    // Another took it up in the meantime: what the first one says of it no longer counts.
    expect((await database.query("SELECT FROM dataplan.job")).length).toBe(2);
  });

  here("deliveries that ended a month ago are forgotten, open ones never", async () => {
    await database.script(`INSERT INTO dataplan.delivery (id, event, state, received_at) VALUES
      ('old', 'test', 'done', now() - interval '31 days'), ('new', 'test', 'done', now() - interval '29 days'),
      ('open', 'test', 'received', now() - interval '31 days'), ('left', 'test', 'received', now());
      INSERT INTO dataplan.job (delivery, lane, turn, pointer, due_at) VALUES ('open', 'l', 0, '{}', now() + interval '1 day')`);
    await work(async () => "done");
    expect(await states()).toEqual([
      { id: "left", state: "done" },
      { id: "new", state: "done" },
      { id: "open", state: "received" },
    ]);
  });

  here("a deadly job runs alone after the second death, and is given up in the end", async () => {
    await inbox.accept(from("deadly"), [review(1)]);
    await inbox.accept(from("other"), [review(2)]);
    await database.query("UPDATE dataplan.job SET crashes = 2");
    let open = 0;
    const alone: Work = async () => {
      expect(++open).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      open -= 1;
      return "done";
    };
    const first = await work(alone);
    await inbox.settled();
    await first.close(1_000);
    await inbox.accept(from("again"), [review(3)]);
    await database.query("UPDATE dataplan.job SET crashes = 8");
    await work(async () => expect.fail("it must not run"));
    await inbox.settled();
    expect(await states()).toEqual([
      { id: "again", state: "failed" },
      { id: "deadly", state: "done" },
      { id: "other", state: "done" },
    ]);
  });
});
