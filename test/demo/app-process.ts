import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface AppProcess {
  /** Where GitHub sends its webhooks. */
  readonly webhooks: string;
  alive(): boolean;
  /** What the App wrote to its log. */
  log(): string;
  stop(): Promise<void>;
}

export interface AppEnvironment {
  readonly apiUrl: string;
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
}

const patience = 30_000;
const server = join(import.meta.dirname, "../../src/server.ts");

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

/** The real App, started as its users start it: by its own entry file and its environment. */
export const startApp = async (environment: AppEnvironment): Promise<AppProcess> => {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), "dataplan-demo-"));
  const child = spawn(process.execPath, [server], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      APP_ID: String(environment.appId),
      PRIVATE_KEY: environment.privateKey,
      WEBHOOK_SECRET: environment.webhookSecret,
      GITHUB_API_URL: environment.apiUrl,
      HOST: "127.0.0.1",
      PORT: String(port),
      LOG_LEVEL: "info",
      DATAPLAN_THROTTLE: "off",
      DATAPLAN_DATA: data,
    },
  });
  const lines: string[] = [];
  const keep = (chunk: Buffer): void => void lines.push(chunk.toString());
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve())).then(() =>
    rmSync(data, { recursive: true, force: true }),
  );
  const log = (): string => lines.join("");
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  const stop = async (): Promise<void> => {
    if (!alive()) return;
    child.kill("SIGTERM");
    const impatient = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(impatient);
  };

  const deadline = Date.now() + patience;
  while (Date.now() < deadline && alive()) {
    const healthy = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return { webhooks: `http://127.0.0.1:${port}/`, alive, log, stop };
    await sleep(100);
  }
  if (alive()) await stop();
  throw new Error(`the App did not start:\n${log()}`);
};
