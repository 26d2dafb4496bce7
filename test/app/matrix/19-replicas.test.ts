import { afterAll, beforeAll, expect, test } from "vitest";
import { durableInbox } from "../../../src/app/durable-inbox.ts";
import type { Job } from "../../../src/app/job.ts";
import { createLog } from "../../../src/app/log.ts";
import { Workshop } from "../../../src/app/workshop.ts";
import type { Database } from "../../../src/store/database.ts";
import { migrate } from "../../../src/store/migrate.ts";
import { openPostgres } from "../../../src/store/postgres-database.ts";
import { noPostgres, type PostgresServer, startPostgres, titled } from "../../store/postgres-server.ts";

// Row 19: two replicas on one PostgreSQL. Both work, no pull request is in two hands, and no command is carried out twice.
// (Two processes on one directory: the second does not start, test/store/database.test.ts.)

const missing = noPostgres();
const PULLS = 12;
const EACH = 4;

let server: PostgresServer | undefined;
let url = "";
const opened: Database[] = [];
const open = async (): Promise<Database> => {
  const database = await openPostgres(url, () => {});
  opened.push(database);
  return database;
};
beforeAll(async () => {
  if (missing !== undefined) return;
  server = await startPostgres();
  url = await server.create("replicas");
  await migrate(await open());
});
afterAll(async () => {
  for (const database of opened) await database.close();
  await server?.close();
});

const command = (pull: number, comment: number): Job => ({
  kind: "command",
  installation: 1,
  repository: 2,
  owner: "acme",
  name: "shop",
  pull,
  comment,
  author: { login: "ada", id: 7 },
  body: "/dataplan help",
  created: "2026-11-21T12:00:00Z",
});

test.skipIf(missing !== undefined)(titled("two replicas share the work and do none of it twice", missing), async () => {
  const inHand = new Set<number>();
  const done: { readonly by: string; readonly comment: number }[] = [];
  const clashes: number[] = [];
  const begin = async (by: string): Promise<Workshop> =>
    Workshop.open({
      database: await open(),
      log: createLog("fatal", [], { write: () => {} }),
      work: async (job) => {
        if (job.kind !== "command") return "failed";
        if (inHand.has(job.pull)) clashes.push(job.pull);
        inHand.add(job.pull);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inHand.delete(job.pull);
        done.push({ by, comment: job.comment });
        return "done";
      },
    });
  const shops = [await begin("one"), await begin("other")];
  const inbox = durableInbox({ database: await open(), patience: 20_000 });
  const jobs = Array.from({ length: PULLS * EACH }, (_, at) => command(1 + (at % PULLS), 100 + at));
  // As they are said: what comes in at the same moment has no order yet.
  for (let said = 0; said < jobs.length; said += PULLS)
    await Promise.all(
      jobs
        .slice(said, said + PULLS)
        .map((job, at) => inbox.accept({ id: `d${said + at}`, event: "issue_comment" }, [job])),
    );
  await inbox.settled();
  for (const shop of shops) await shop.close(1_000);

  expect(clashes).toEqual([]);
  expect(done.map(({ comment }) => comment).toSorted((a, b) => a - b)).toEqual(jobs.map((_, at) => 100 + at));
  expect(new Set(done.map(({ by }) => by))).toEqual(new Set(["one", "other"]));
  for (let pull = 1; pull <= PULLS; pull++) {
    const order = done.map(({ comment }) => comment).filter((comment) => (comment - 100) % PULLS === pull - 1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  }
});
