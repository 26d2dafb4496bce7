import { judge } from "../src/app/judge.ts";
import { createLog } from "../src/app/log.ts";
import { start } from "../src/app/start.ts";
import { settings } from "../test/standin/client.ts";
import { startStandin } from "../test/standin/standin.ts";
import { borrowDatabase } from "../test/store/memory-database.ts";

/**
 * node bench/first-check.ts [PULLS] [FILES]: milliseconds from an event to the first check run that people see, and what a pull
 * request of many files takes. GitHub answers after 0 and after 100 ms; pull requests come one by one and ten at a time.
 */
const pulls = Number(process.argv[2] ?? 30);
const files = Number(process.argv[3] ?? 10_000);

const standin = await startStandin({ app: settings });
const { database } = await borrowDatabase();
const app = await start({
  settings: {
    appId: settings.id,
    privateKey: settings.privateKey,
    webhookSecret: settings.webhookSecret,
    host: "127.0.0.1",
    port: 0,
    apiUrl: standin.url,
    logLevel: "fatal",
    cacheDir: "",
    dataDir: "",
    role: "all",
    throttle: true,
  },
  log: createLog("fatal", []),
  database,
  timers: false,
  answer: judge(() => "2026-11-21"),
});
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
    for (let made = 0; made < pulls; made += width) {
      times.push(...(await Promise.all(Array.from({ length: width }, one))));
      await app.settled();
      await database.query("DELETE FROM dataplan.pace");
    }
    console.log(
      `GitHub answers after ${latency} ms, ${width} at a time: p50 ${share(times, 0.5)} ms, p95 ${share(times, 0.95)} ms of ${times.length}`,
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
await app.settled();
const [run] = (await shop.pullState(number)).checks;
const calls = standin.requests.slice(from).filter(({ path }) => !path.startsWith("/app")).length;
console.log(`${files} files: ${took.toFixed(0)} ms to its check (${run?.conclusion}), ${calls} calls`);
await app.stop(5_000);
await standin.close();
await database.close();
