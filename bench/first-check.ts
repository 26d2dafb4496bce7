import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPostgres } from "../src/store/postgres-database.ts";
import { freePort, ServerProcess } from "../test/kills/server-process.ts";
import { manifest } from "../test/kills/shop.ts";
import { settings } from "../test/standin/client.ts";
import { startStandin } from "../test/standin/standin.ts";
import { CACHE } from "../test/store/memory-database.ts";
import { startPostgres } from "../test/store/postgres-server.ts";

/**
 * node bench/first-check.ts [PULLS] [FILES]: milliseconds from an event to the first check run that people see, and what a pull
 * request of many files takes. GitHub answers after 0 and after 100 ms; pull requests come one by one and ten at a time. The real
 * server, in a process of its own: a stand-in in the same one would hold it up with every git that it starts.
 */
const pulls = Number(process.argv[2] ?? 30);
const files = Number(process.argv[3] ?? 10_000);
const METRICS = "a token that is longer than thirty-two characters";

const standin = await startStandin({
  app: { ...settings, permissions: manifest.default_permissions, events: manifest.default_events },
});
const postgres = await startPostgres();
const url = await postgres.create("first_check");
const folder = mkdtempSync(join(tmpdir(), "dataplan-first-check-"));
const app = new ServerProcess(await freePort(), {
  APP_ID: String(settings.id),
  PRIVATE_KEY: settings.privateKey,
  WEBHOOK_SECRET: settings.webhookSecret,
  METRICS_TOKEN: METRICS,
  GITHUB_API_URL: standin.url,
  DATABASE_URL: url,
  DATAPLAN_DATA: folder,
  DATAPLAN_CACHE: CACHE,
  LOG_LEVEL: "fatal",
});
await app.start(120_000);
const database = await openPostgres(url, () => {});

/** Until nothing waits or runs. */
async function settled(): Promise<void> {
  await standin.idle();
  while ((await database.query("SELECT FROM dataplan.job LIMIT 1")).length > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

async function metric(name: string): Promise<number> {
  const response = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${METRICS}` } });
  return Number(new RegExp(`^${name} (.+)$`, "m").exec(await response.text())?.[1]);
}

standin.sendWebhooksTo(`${app.url}/`);
const shop = standin.repository("acme/shop");
const history = Array.from({ length: 40 }, (_, at) => [
  `migrations/${1000 + at}_t.up.sql`,
  `CREATE TABLE t${at} (id bigint PRIMARY KEY, a text);\n`,
]);
await shop.push("main", Object.fromEntries(history) as Record<string, string>);

async function untilChecked(head: string): Promise<number> {
  const began = performance.now();
  while (![...shop.state.checkRuns.values()].some(({ headSha }) => headSha === head))
    await new Promise((resolve) => setTimeout(resolve, 2));
  return performance.now() - began;
}

let next = 0;
async function one(): Promise<number> {
  const at = (next += 1);
  const branch = `topic-${at}`;
  await shop.push(
    branch,
    { [`migrations/${2000 + at}_d.up.sql`]: `ALTER TABLE t${at % 40} DROP COLUMN a;\n` },
    { author: "ada" },
  );
  const { head } = await shop.openPullRequest({ title: branch, head: branch, author: "ada" });
  return untilChecked(head);
}

const share = (times: readonly number[], part: number): string =>
  (times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(0);

for (const latency of [0, 100]) {
  for (const width of [1, 10]) {
    standin.limits.latency = latency;
    // What an hour allows is full again, as it would be for pull requests that people open.
    await database.query("DELETE FROM dataplan.pace");
    const times: number[] = [];
    const before = await metric("process_cpu_seconds_total");
    for (let made = 0; made < pulls; made += width) {
      times.push(...(await Promise.all(Array.from({ length: width }, one))));
      await settled();
      await database.query("DELETE FROM dataplan.pace");
    }
    console.log(
      `GitHub answers after ${latency} ms, ${width} at a time: p50 ${share(times, 0.5)} ms, p95 ${share(times, 0.95)} ms of ${times.length}; ` +
        `processor ${((((await metric("process_cpu_seconds_total")) - before) * 1_000) / times.length).toFixed(0)} ms each, ` +
        `memory ${((await metric("process_resident_memory_bytes")) / 1024 / 1024).toFixed(0)} MB`,
    );
  }
}

standin.limits.latency = 0;
const content = Array.from({ length: files - 1 }, (_, at) => [`a/${Math.floor(at / 100)}/${at}.txt`, `${at}\n`]);
await shop.push(
  "many",
  { ...Object.fromEntries(content), "migrations/9999_d.up.sql": "DROP TABLE t1;\n" },
  { author: "ada" },
);
const from = standin.requests.length;
const { number, head } = await shop.openPullRequest({ title: "Many", head: "many", author: "ada" });
const took = await untilChecked(head);
await settled();
const [run] = (await shop.pullState(number)).checks;
const calls = standin.requests.slice(from).filter(({ path }) => !path.startsWith("/app")).length;
console.log(`${files} files: ${took.toFixed(0)} ms to its check (${run?.conclusion}), ${calls} calls`);
await app.end("SIGTERM");
await standin.close();
await database.close();
await postgres.close();
rmSync(folder, { recursive: true, force: true });
