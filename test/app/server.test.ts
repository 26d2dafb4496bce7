import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CACHE } from "../store/memory-database.ts";
import { settings, start as startStandin } from "../standin/client.ts";

const root = join(import.meta.dirname, "..", "..");

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), "dataplan-server-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** `npm start` as an operator runs it: its own process, its own environment. */
function serve(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(root, "src/server.ts")], { env: { PATH: process.env["PATH"], ...env } });
  let text = "";
  child.stdout.on("data", (chunk) => (text += String(chunk)));
  child.stderr.on("data", (chunk) => (text += String(chunk)));
  const code = new Promise<number | null>((resolve) => child.on("exit", resolve));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await code;
  });
  return { child, said: () => text, code };
}

const good = (apiUrl: string) => ({
  APP_ID: String(settings.id),
  PRIVATE_KEY: settings.privateKey,
  WEBHOOK_SECRET: settings.webhookSecret,
  GITHUB_API_URL: apiUrl,
  HOST: "127.0.0.1",
  PORT: "0",
  DATAPLAN_DATA: temporary(),
  DATAPLAN_CACHE: CACHE,
});

test("without settings it does not start, and says what is missing and how to make it", async () => {
  const { code, said } = serve({});
  expect(await code).toBe(2);
  expect(said()).toContain("WEBHOOK_SECRET");
  expect(said()).toContain("openssl rand -hex 32");
  expect(said()).toContain("APP_ID");
  expect(said()).toContain("PRIVATE_KEY_PATH");
});

test("with a short secret it does not start", async () => {
  const { code, said } = serve({ ...good("http://127.0.0.1:9"), WEBHOOK_SECRET: "development" });
  expect(await code).toBe(2);
  expect(said()).toContain("at least 32 characters");
});

test("a port that is taken is said plainly", async () => {
  const standin = await startStandin();
  onTestFinished(() => standin.close());
  const { code, said } = serve({ ...good(standin.url), PORT: new URL(standin.url).port });
  expect(await code).toBe(2);
  expect(said()).toContain("EADDRINUSE");
});

test("a key that is not the App's is found at start", async () => {
  const standin = await startStandin();
  onTestFinished(() => standin.close());
  const { code, said } = serve({ ...good(standin.url), APP_ID: "4712" });
  expect(await code).toBe(2);
  expect(said()).toContain("belong together");
});

test("it answers, reviews, and on SIGTERM finishes what runs and leaves with 0; no secret is in its log", async () => {
  const standin = await startStandin();
  onTestFinished(() => standin.close());
  const { child, code, said } = serve({ ...good(standin.url), LOG_LEVEL: "trace", DATAPLAN_THROTTLE: "off" });
  await expect.poll(said, { timeout: 50_000 }).toContain('"listening"');
  const url = /"url":"(http:[^"]+)"/.exec(said())?.[1] ?? "";
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  standin.sendWebhooksTo(`${url}/`);
  const shop = standin.repository("acme/shop");
  await shop.push("main", { "README.md": "x\n" });
  await shop.push("topic", { "README.md": "y\n" }, { author: "ada" });
  standin.faults.next({ route: "git/get-tree", delayMs: 1_500 });
  const { number } = await shop.openPullRequest({ title: "Better", head: "topic", author: "ada" });
  await standin.idle();
  await expect
    .poll(() => standin.requests.some(({ operation }) => operation.startsWith("repos/compare")), { timeout: 50_000 })
    .toBe(true);
  child.kill("SIGTERM");
  expect(await code).toBe(0);
  expect((await shop.pullState(number)).checks).toMatchObject([{ name: "dataplan", status: "completed" }]);
  expect(said()).not.toMatch(/ghs_|BEGIN|longer than thirty-two/);
  expect(standin.violations).toEqual([]);
});

test("a second process on one directory refuses to start and says why; the first is not disturbed", async () => {
  const standin = await startStandin();
  onTestFinished(() => standin.close());
  const env = good(standin.url);
  const first = serve(env);
  await expect.poll(first.said, { timeout: 50_000 }).toContain('"listening"');
  const second = serve(env);
  expect(await second.code).toBe(2);
  expect(second.said()).toContain(`Unexpected second process on \`${env.DATAPLAN_DATA}\``);
  const url = /"url":"(http:[^"]+)"/.exec(first.said())?.[1] ?? "";
  expect(await (await fetch(`${url}/readyz`)).text()).toBe("ready");
  first.child.kill("SIGTERM");
  expect(await first.code).toBe(0);
});

test("a store that is not there is a fault that the log tells, without the password", async () => {
  const { code, said } = serve({
    ...good("http://127.0.0.1:9"),
    DATABASE_URL: "postgresql://me:hunter2-hush@127.0.0.1:9/x",
  });
  expect(await code).toBe(3);
  expect(said()).toMatch(/"level":60.*ECONNREFUSED/);
  expect(said()).not.toContain("hunter2");
});
