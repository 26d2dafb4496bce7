import { readFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import type { FindAnswer } from "../../src/app/answer.ts";
import { judge } from "../../src/app/judge.ts";
import { createLog } from "../../src/app/log.ts";
import type { SignInSettings } from "../../src/app/pages/sign-in.ts";
import { type Running, start } from "../../src/app/start.ts";
import type { Database } from "../../src/store/database.ts";
import { borrowDatabase } from "../store/memory-database.ts";
import { settings as standinSettings } from "../standin/client.ts";
import type { RepositoryHandle } from "../standin/repository.ts";
import { type Standin, startStandin } from "../standin/standin.ts";
import type { Level } from "../standin/world.ts";

const today = (): string => "2026-11-21";

interface Manifest {
  readonly default_permissions: Readonly<Record<string, Level>>;
  readonly default_events: readonly string[];
}

export const manifest = parse(readFileSync(join(import.meta.dirname, "../../app.yml"), "utf8")) as Manifest;
export const webhookSecret = standinSettings.webhookSecret;
export const appId = standinSettings.id;

export interface Scene {
  readonly standin: Standin;
  readonly app: Running;
  /** What the App remembers. */
  readonly database: Database;
  /** The App's process ends and another begins, with nothing but the database. */
  restart(): Promise<void>;
  readonly shop: RepositoryHandle;
  /** Lines of the App's log, as JSON. */
  readonly log: readonly string[];
  /** Everything that was pushed, said or pressed so far is answered. */
  settled(): Promise<void>;
  /** Ours on that pull request: its check runs (of its current head) and its comments. */
  ours(number: number): Promise<{ checks: readonly Check[]; comments: readonly string[] }>;
  /** Writes that reached GitHub since the last time this was asked. */
  writes(): readonly string[];
  /** GitHub's clock moves on, and what the App has just seen grows older. GitHub's tokens know a real one, so a few minutes at most. */
  later(seconds: number): void;
  /** Happens by itself after the test. */
  close(): Promise<void>;
}

interface Check {
  readonly id: number;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly annotations: number;
}

export interface SceneOptions {
  readonly answer?: FindAnswer;
  readonly permissions?: Readonly<Record<string, Level>>;
  readonly patience?: number;
  readonly pauses?: readonly number[];
  readonly private?: boolean;
  readonly throttle?: boolean;
  /** Where people look at reports; nowhere by default. */
  readonly page?: SignInSettings;
  /** GitHub's clock, in milliseconds off ours. */
  readonly skew?: number;
  readonly dryRun?: boolean;
  readonly metricsToken?: string;
  /** Where the App finds GitHub, from the stand-in's own address; there by default. */
  readonly apiUrl?: (standin: string) => string;
}

/** A GitHub, the App with what app.yml grants and no more, and a repository with a little history. Closed after the test. */
export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const { skew = 0 } = options;
  let ahead = 0;
  const standin = await startStandin({
    now: () => new Date(Date.now() + skew + ahead),
    app: {
      ...standinSettings,
      permissions: options.permissions ?? manifest.default_permissions,
      events: manifest.default_events,
    },
  });
  const borrowed = await borrowDatabase();
  const { database } = borrowed;
  const log: string[] = [];
  const begin = (): Promise<Running> =>
    start({
      settings: {
        appId,
        privateKey: standinSettings.privateKey,
        webhookSecret,
        host: "127.0.0.1",
        port: 0,
        apiUrl: options.apiUrl?.(standin.url) ?? standin.url,
        logLevel: "info",
        cacheDir: "",
        dataDir: "",
        role: "all",
        throttle: options.throttle ?? false,
        ...(options.page === undefined ? {} : { page: options.page }),
        ...(options.metricsToken === undefined ? {} : { metricsToken: options.metricsToken }),
        dryRun: options.dryRun ?? false,
      },
      log: createLog("debug", [webhookSecret], { write: (line) => void log.push(line) }),
      database,
      answer: options.answer ?? judge(today),
      today,
      now: () => performance.now() + ahead,
      patience: options.patience ?? 60_000,
      pauses: options.pauses ?? [20, 20, 20],
      timers: false,
    });
  let app = await begin();
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= (async () => {
      await app.stop(5_000);
      await standin.close();
      await borrowed.giveBack();
    })());
  onTestFinished(close);
  standin.sendWebhooksTo(`${app.url}/api/github/webhooks`);
  const shop = standin.repository("acme/shop", { private: options.private ?? false });
  await shop.push("main", {
    "migrations/0001_users.up.sql":
      "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, legacy_code text);\n",
    "migrations/0001_users.down.sql": "DROP TABLE users;\n",
    "README.md": "A shop.\n",
  });
  let seen = 0;
  return {
    later: (seconds) => void (ahead += seconds * 1_000),
    standin,
    get app() {
      return app;
    },
    shop,
    database,
    log,
    async restart() {
      await app.stop(5_000);
      app = await begin();
      standin.sendWebhooksTo(`${app.url}/api/github/webhooks`);
    },
    close,
    async settled() {
      for (let before = -1; before !== standin.requests.length + standin.deliveries.length;) {
        before = standin.requests.length + standin.deliveries.length;
        await standin.idle();
        await app.settled();
      }
    },
    async ours(number) {
      const { checks } = await shop.pullState(number);
      return {
        checks: checks
          .filter((run) => run.app.id === appId)
          .map(({ id, status, conclusion, title, summary, annotations }) => ({
            id,
            status,
            conclusion,
            title,
            summary,
            annotations: annotations.length,
          })),
        comments: shop
          .comments(number)
          .filter(({ viaApp }) => viaApp?.id === appId)
          .map(({ body }) => body),
      };
    },
    writes() {
      const made = standin.requests
        .slice(seen)
        .filter(({ method, path }) => method !== "GET" && path !== "/graphql" && !path.startsWith("/app/"));
      seen = standin.requests.length;
      return made.map(({ operation }) => operation);
    },
  };
}

/** A pull request that drops a column, or does whatever else it is told. */
export const dropsColumn = {
  "migrations/0002_drop.up.sql": "ALTER TABLE users DROP COLUMN legacy_code;\n",
  "migrations/0002_drop.down.sql": "ALTER TABLE users ADD COLUMN legacy_code text;\n",
};

export async function open(
  { shop }: Scene,
  files: Readonly<Record<string, string | null>> = dropsColumn,
  options: { readonly draft?: boolean; readonly fork?: string; readonly branch?: string } = {},
): Promise<number> {
  const branch = options.branch ?? "topic";
  const fork = options.fork === undefined ? {} : { fork: options.fork };
  await shop.push(branch, files, { author: "ada", ...fork });
  const { number } = await shop.openPullRequest({
    title: "Drop a column",
    head: branch,
    author: "ada",
    ...fork,
    draft: options.draft ?? false,
  });
  return number;
}
