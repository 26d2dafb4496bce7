// How long GitHub waits for its 202: node bench/ack.ts [--seconds N] [--rates 50,100] [--postgres] [--checks N]
// Open loop (a sender waits for nobody), 21 kB a delivery, each for a pull request of its own, against the real server in its
// own process, which works through what it has accepted meanwhile (GitHub answers 404, so that a job ends at once). Yardsticks:
// the same loop against a server that answers 202 without a look, and the lag of this process's own event loop.
import { spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { Agent, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { freePort, ServerProcess } from "../test/kills/server-process.ts";
import { Shop } from "../test/kills/shop.ts";
import { settings } from "../test/standin/client.ts";
import { CACHE } from "../test/store/memory-database.ts";
import { startPostgres } from "../test/store/postgres-server.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string" },
    rates: { type: "string" },
    checks: { type: "string" },
    postgres: { type: "boolean" },
  },
});
const seconds = Number(values.seconds ?? "15");
const rates = (values.rates ?? "50,100").split(",").map(Number);
let pulls = 0;
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const folder = mkdtempSync(join(tmpdir(), "dataplan-ack-"));
const postgres = values.postgres === true ? await startPostgres() : undefined;
let made = 0;

const environment = async (apiUrl: string): Promise<Record<string, string>> => ({
  APP_ID: String(settings.id),
  PRIVATE_KEY: settings.privateKey,
  WEBHOOK_SECRET: settings.webhookSecret,
  GITHUB_API_URL: apiUrl,
  DATAPLAN_THROTTLE: "off",
  DATAPLAN_DATA: join(folder, `data${(made += 1)}`),
  DATAPLAN_CACHE: CACHE,
  LOG_LEVEL: "fatal",
  ...(postgres === undefined ? {} : { DATABASE_URL: await postgres.create(`ack${made}`) }),
});

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

function body(pull: number): string {
  const text = JSON.stringify({
    action: "synchronize",
    installation: { id: 1 },
    repository: { id: 7, name: "shop", owner: { login: "acme" } },
    sender: { login: "ada", type: "User" },
    pull_request: { number: pull, head: { sha: pull.toString(16).padStart(40, "0") }, body: "" },
  });
  return text.replace('"body":""', `"body":"${"x".repeat(21_000 - text.length)}"`);
}

function post(url: string, pull: number): Promise<{ readonly status: number; readonly took: number }> {
  const text = body(pull);
  const headers = {
    "content-type": "application/json",
    "content-length": text.length,
    "x-github-event": "pull_request",
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": `sha256=${createHmac("sha256", settings.webhookSecret).update(text).digest("hex")}`,
  };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode ?? 0, took: performance.now() - began }));
    });
    sent.on("error", reject);
    sent.end(text);
  });
}

async function loop(name: string, url: string, rate: number, seconds: number, told = true): Promise<void> {
  const lag = monitorEventLoopDelay({ resolution: 1 });
  lag.enable();
  const answers: ReturnType<typeof post>[] = [];
  const began = performance.now();
  for (let i = 0; i < rate * seconds; i++) {
    const wait = began + (i * 1_000) / rate - performance.now();
    if (wait > 1) await sleep(wait);
    answers.push(post(url, (pulls += 1)));
  }
  const all = await Promise.all(answers);
  lag.disable();
  if (!told) return;
  const took = all.map((one) => one.took).toSorted((a, b) => a - b);
  const refused = all.filter(({ status }) => status !== 202).length;
  console.log(
    `${name}, ${rate}/s: p50 ${milliseconds(quantile(took, 0.5))}, p99 ${milliseconds(quantile(took, 0.99))}, longest ${milliseconds(quantile(took, 1))}, ` +
      `${all.length} sent, ${refused} refused; the sender's own lag p50 ${milliseconds(lag.percentile(50) / 1e6)}, p99 ${milliseconds(lag.percentile(99) / 1e6)}`,
  );
}

const bare = `require("node:http").createServer((q, s) => { q.resume(); q.on("end", () => s.writeHead(202).end()); }).listen(0, "127.0.0.1", function () { console.log(this.address().port); })`;
const yardstick = spawn(process.execPath, ["-e", bare], { stdio: ["ignore", "pipe", "inherit"] });
const port = await new Promise<string>((resolve) =>
  yardstick.stdout.once("data", (text) => resolve(String(text).trim())),
);

const nothing = createServer((asked, answer) => {
  asked.resume();
  const said = asked.url?.endsWith("/access_tokens")
    ? { status: 201, body: { token: "ghs_none", expires_at: new Date(Date.now() + 3.6e6), permissions: {} } }
    : /^\/app(?:\/installations\/\d+)?$/.test(asked.url ?? "")
      ? { status: 200, body: { id: settings.id, slug: "dataplan", permissions: settings.permissions, events: [] } }
      : { status: 404, body: { message: "Not Found" } };
  answer.writeHead(said.status, { "content-type": "application/json" }).end(JSON.stringify(said.body));
});
await new Promise<void>((resolve) => nothing.listen(0, "127.0.0.1", resolve));
const server = new ServerProcess(
  await freePort(),
  await environment(`http://127.0.0.1:${(nothing.address() as AddressInfo).port}`),
);
const store = postgres === undefined ? "PGlite" : "PostgreSQL";
await server.start(60_000);
// A process that has just begun compiles what it runs: that is not counted.
await loop("warming", `${server.url}/`, 50, 5, false);
for (const rate of rates) {
  await loop("no look at it", `http://127.0.0.1:${port}/`, rate, seconds);
  await loop(store, `${server.url}/`, rate, seconds);
}
yardstick.kill();
await server.end("SIGTERM");
nothing.close();

/** From a push until somebody sees a check, one after the other, the real review of a small plan. */
const checks = Number(values.checks ?? "30");
const shop = await Shop.open();
const reviewer = new ServerProcess(await freePort(), await environment(shop.standin.url));
await reviewer.start(60_000);
shop.standin.sendWebhooksTo(`${reviewer.url}/`);
await shop.begin();
const seen: number[] = [];
for (let i = 0; i < checks; i++) seen.push(await shop.untilChecked(i % 2 === 0 ? "none" : "vague"));
await reviewer.end("SIGTERM");
await shop.standin.close();
const sorted = seen.toSorted((a, b) => a - b);
console.log(
  `${store}, from a push to its answer in the check run: p50 ${milliseconds(quantile(sorted, 0.5))}, p95 ${milliseconds(quantile(sorted, 0.95))}, ${checks} pushes`,
);
agent.destroy();
await postgres?.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
