import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { emptyDirectory } from "../../src/engine/database.ts";
import { openStore } from "../../src/store/open.ts";
import { settings } from "../standin/client.ts";
import { CACHE } from "../store/memory-database.ts";
import { type Dice, random } from "./random.ts";
import { freePort, ServerProcess } from "./server-process.ts";
import { Shop, type Wrong } from "./shop.ts";

export interface KillOptions {
  readonly runs: number;
  readonly seed: number;
  /** A PostgreSQL; absent: PGlite in a directory. */
  readonly databaseUrl?: string;
  /** Called after each run. */
  readonly told?: (run: Run) => void;
}

export interface Run {
  readonly number: number;
  /** Milliseconds from the new process's start until it was ready, and until everything was as it must be. */
  readonly ready: number;
  readonly whole: number;
  readonly wrong: readonly Wrong[];
}

export interface Killed {
  readonly runs: readonly Run[];
  /** Of the store, when all is over. */
  readonly leftOver: readonly Wrong[];
  readonly deliveries: number;
  readonly commands: number;
}

const READY_MS = 180_000;
const WHOLE_MS = 120_000;
const ACTIONS = 6;
const LATEST_KILL_MS = 1_500;
const LATEST_KILL_REQUESTS = 25;

/** Kills the real server again and again while people are busy, and looks each time whether all comes right by itself. */
export async function kills({ runs, seed, databaseUrl, told }: KillOptions): Promise<Killed> {
  const dice = random(seed);
  const dataDir = mkdtempSync(join(tmpdir(), "dataplan-kills-"));
  const shop = await Shop.open();
  const server = new ServerProcess(await freePort(), {
    APP_ID: String(settings.id),
    PRIVATE_KEY: settings.privateKey,
    WEBHOOK_SECRET: settings.webhookSecret,
    GITHUB_API_URL: shop.standin.url,
    DATAPLAN_THROTTLE: "off",
    DATAPLAN_DATA: dataDir,
    DATAPLAN_CACHE: CACHE,
    NODE_COMPILE_CACHE: join(CACHE, "compiled"),
    LOG_LEVEL: "warn",
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  });
  shop.standin.sendWebhooksTo(`${server.url}/`);
  const done: Run[] = [];
  try {
    await server.start(READY_MS);
    await shop.begin();
    for (let number = 1; number <= runs; number++) {
      const actions = 1 + dice.below(ACTIONS);
      for (let i = 0; i < actions; i++) await shop.act(dice);
      await moment(shop, dice);
      await server.end("SIGKILL");
      const began = performance.now();
      const ready = await server.start(READY_MS);
      await shop.redeliver();
      const wrong = await converge(shop);
      const run = { number, ready, whole: performance.now() - began, wrong };
      done.push(run);
      told?.(run);
      if (wrong.length > 0) break;
    }
    await calm(shop);
    await server.end("SIGTERM");
    return {
      runs: done,
      leftOver: await leftOver({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) }),
      deliveries: shop.standin.deliveries.length,
      commands: shop.commands,
    };
  } finally {
    await server.end("SIGKILL");
    await shop.standin.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** When it is killed: after a while, or right after a request of its own was answered (before it could write that down). */
async function moment({ standin }: Shop, { below, one }: Dice): Promise<void> {
  const until = performance.now() + below(LATEST_KILL_MS);
  const requests = one([true, false]) ? standin.requests.length + 1 + below(LATEST_KILL_REQUESTS) : Infinity;
  while (performance.now() < until && standin.requests.length < requests) await sleep(1);
}

/** Nothing was asked of GitHub for a while. */
async function calm({ standin }: Shop): Promise<void> {
  await standin.idle();
  for (let before = -1; before !== standin.requests.length;) {
    before = standin.requests.length;
    await sleep(3_000);
  }
}

async function converge(shop: Shop): Promise<readonly Wrong[]> {
  const until = performance.now() + WHOLE_MS;
  for (;;) {
    const wrong = await shop.wrong();
    // What is there twice does not go away by waiting.
    if (wrong.length === 0 || performance.now() > until || wrong.some(({ kind }) => kind === "doubled")) return wrong;
    await sleep(25);
  }
}

async function leftOver(at: { readonly dataDir: string; readonly databaseUrl?: string }): Promise<readonly Wrong[]> {
  const database = await openStore({ ...at, empty: () => emptyDirectory(CACHE) }, () => {});
  try {
    const jobs = await database.query<{ lane: string }>("SELECT lane FROM dataplan.job");
    const open = await database.query<{ id: string; state: string }>(
      "SELECT id, state FROM dataplan.delivery WHERE state <> 'done'",
    );
    return [
      ...jobs.map(({ lane }) => ({ kind: "stuck" as const, what: `a job in ${lane}` })),
      ...open.map(({ id, state }) => ({ kind: "stuck" as const, what: `delivery ${id} is ${state}` })),
    ];
  } finally {
    await database.close();
  }
}
