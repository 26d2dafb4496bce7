import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { durableInbox } from "../../../src/app/durable-inbox.ts";
import type { ReviewJob } from "../../../src/app/job.ts";
import { createLog } from "../../../src/app/log.ts";
import { Workshop } from "../../../src/app/workshop.ts";
import type { Database } from "../../../src/store/database.ts";
import { migrate } from "../../../src/store/migrate.ts";
import { openPostgres } from "../../../src/store/postgres-database.ts";
import { noPostgres, type PostgresServer, startPostgres } from "../../store/postgres-server.ts";

const missing = noPostgres();
const here = test.skipIf(missing !== undefined);
const review: ReviewJob = {
  kind: "review",
  installation: 1,
  repository: 2,
  owner: "o",
  name: "r",
  pull: 1,
  fresh: false,
};
const delivery = { id: "d", event: "test" };

let server: PostgresServer | undefined;
let url = "";
let database: Database;
let other: Client;
beforeAll(async () => {
  if (missing !== undefined) return;
  server = await startPostgres();
  url = await server.create("away");
  database = await openPostgres(url, () => {});
  await migrate(database);
  other = new Client({ connectionString: url });
  await other.connect();
});
afterAll(async () => {
  await database?.close();
  await other?.end();
  await server?.close();
});

const rows = async () => {
  const found = await other.query(
    "SELECT (SELECT count(*)::int FROM dataplan.delivery) AS deliveries, (SELECT count(*)::int FROM dataplan.job) AS jobs",
  );
  return found.rows[0] as { deliveries: number; jobs: number };
};

here("a store that may only be read refuses the delivery, and nothing of it is left", async () => {
  await other.query("ALTER DATABASE away SET default_transaction_read_only = on");
  const fresh = await openPostgres(url, () => {});
  await expect(durableInbox({ database: fresh }).accept(delivery, [review])).rejects.toThrow("read-only");
  await fresh.close();
  await other.query("ALTER DATABASE away RESET default_transaction_read_only");
  expect(await rows()).toEqual({ deliveries: 0, jobs: 0 });
});

here("a store in which the job cannot be kept keeps no delivery either", async () => {
  await other.query("ALTER TABLE dataplan.job ADD CONSTRAINT full_disk CHECK (false)");
  await expect(durableInbox({ database }).accept(delivery, [review])).rejects.toThrow("full_disk");
  await other.query("ALTER TABLE dataplan.job DROP CONSTRAINT full_disk");
  expect(await rows()).toEqual({ deliveries: 0, jobs: 0 });
});

here(
  "a store that is slow is not waited for; what it kept after all runs once when GitHub sends it again",
  async () => {
    await other.query("BEGIN; LOCK TABLE dataplan.job IN ACCESS EXCLUSIVE MODE");
    const inbox = durableInbox({ database, patience: 300 });
    await expect(inbox.accept(delivery, [review])).rejects.toThrow("in time");
    await other.query("COMMIT");
    await expect.poll(rows).toEqual({ deliveries: 1, jobs: 1 });
    await inbox.accept(delivery, [review]);
    let runs = 0;
    const workshop = await Workshop.open({
      database,
      log: createLog("fatal", [], { write: () => {} }),
      work: async () => {
        runs += 1;
        return "done";
      },
    });
    await inbox.settled();
    await workshop.close(1_000);
    expect(runs).toBe(1);
  },
);

here(
  "a store that goes away while work runs is told the outcome when it is back, and the work is not done twice",
  async () => {
    let runs = 0;
    const workshop = await Workshop.open({
      database,
      log: createLog("fatal", [], { write: () => {} }),
      work: async () => {
        runs += 1;
        await other.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'away' AND pid <> pg_backend_pid()",
        );
        return "done";
      },
    });
    const inbox = durableInbox({ database, patience: 5_000 });
    await inbox.accept({ id: "torn", event: "test" }, [review]);
    await expect.poll(async () => (await rows()).jobs, { timeout: 20_000 }).toBe(0);
    await workshop.close(1_000);
    expect(runs).toBe(1);
    expect((await other.query("SELECT state FROM dataplan.delivery WHERE id = 'torn'")).rows).toEqual([
      { state: "done" },
    ]);
  },
);
