import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { settings, start } from "../standin/client.ts";
import { CACHE } from "../store/memory-database.ts";
import { noPostgres, startPostgres, titled } from "../store/postgres-server.ts";
import { manifest } from "./app.ts";
import { quiet, startServer } from "./server-process.ts";

const root = join(import.meta.dirname, "../..");
const missing = noPostgres();

test.skipIf(missing !== undefined)(
  titled("as compose has them: one process takes deliveries, another judges, and neither needs a directory", missing),
  { timeout: 180_000 },
  async () => {
    const standin = await start({ permissions: manifest.default_permissions, events: manifest.default_events });
    onTestFinished(() => standin.close());
    const postgres = await startPostgres();
    onTestFinished(() => postgres.close());
    // A path below a file: whoever wants a directory there fails, even as root.
    const nowhere = join(import.meta.filename, "data");
    const shared = { DATABASE_URL: await postgres.create("roles"), DATAPLAN_DATA: nowhere, DATAPLAN_THROTTLE: "off" };
    const begin = async (role: string, cache: string) => {
      const server = await startServer(root, standin, { ...shared, DATAPLAN_ROLE: role, DATAPLAN_CACHE: cache });
      onTestFinished(() => server.kill());
      return server;
    };
    const web = await begin("web", nowhere);
    const worker = await begin("worker", CACHE);
    for (const { url } of [web, worker])
      for (const path of ["healthz", "readyz"]) expect((await fetch(`${url}/${path}`)).status).toBe(200);
    const delivered = await fetch(`${worker.url}/`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(delivered.status).toBe(404);
    standin.sendWebhooksTo(`${web.url}/`);
    const shop = standin.repository("acme/shop");
    await shop.push("main", { "README.md": "x\n" });
    await shop.push("topic", { "README.md": "y\n" });
    const { number } = await shop.openPullRequest({ title: "Better", head: "topic" });
    await quiet(standin, web);
    expect((await shop.pullState(number)).checks).toMatchObject([{ app: { id: settings.id }, status: "completed" }]);
    const done = 'dataplan_work_seconds_count{job="review",outcome="done"}';
    expect([await web.metric(done), await worker.metric(done)]).toEqual([undefined, expect.any(Number)]);
    expect(await web.metric("dataplan_workers")).toBe(1);
    expect(await web.metric('dataplan_deliveries_total{event="pull_request",result="kept"}')).toBeGreaterThan(0);
    expect([await web.stop(), await worker.stop()]).toEqual([0, 0]);
    expect(standin.violations).toEqual([]);
  },
);
