import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { manifest } from "../app/app.ts";
import { settings, start } from "../standin/client.ts";

const main = join(import.meta.dirname, "../../src/cli/main.ts");

const doctor = (env: Record<string, string>, ...args: string[]) =>
  new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [main, "doctor", ...args],
      { env: { PATH: process.env["PATH"], ...env } },
      (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

const environment = (apiUrl: string) => ({
  APP_ID: String(settings.id),
  PRIVATE_KEY: settings.privateKey,
  WEBHOOK_SECRET: settings.webhookSecret,
  GITHUB_API_URL: apiUrl,
});

const asWanted = { permissions: manifest.default_permissions, events: manifest.default_events };

test("a server whose App is as app.yml has it is fine", async () => {
  const standin = await start(asWanted);
  onTestFinished(() => standin.close());
  standin.repository("acme/shop");
  const { code, out, err } = await doctor(environment(standin.url));
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("Permissions and events are those of `app.yml`");
  expect(out).toContain("1 of 1 have granted everything");
  expect(out).toContain("Nothing is wrong");
  expect(standin.requests.every(({ method }) => method === "GET")).toBe(true);
  expect(standin.violations).toEqual([]);
});

test("what GitHub was not told of is told with what does not work, and is data with --json", async () => {
  const standin = await start({ permissions: { metadata: "read", contents: "read" }, events: [] });
  onTestFinished(() => standin.close());
  standin.repository("acme/shop");
  const { code, out } = await doctor(environment(standin.url), "--json");
  expect(code).toBe(1);
  const { diagnoses } = JSON.parse(out) as { diagnoses: { id: string; state: string; said: string }[] };
  expect(diagnoses).toContainEqual(
    expect.objectContaining({
      id: "permissions-registered",
      state: "problem",
      said: expect.stringContaining("checks"),
    }),
  );
  expect(diagnoses).toContainEqual(
    expect.objectContaining({ id: "permissions-granted", said: expect.stringContaining("`acme`: `members: read`") }),
  );
});

test("a key that is another App's, and a GitHub that is not there", async () => {
  const standin = await start(asWanted);
  onTestFinished(() => standin.close());
  const other = await doctor({ ...environment(standin.url), APP_ID: "4712" });
  expect(other).toMatchObject({ code: 1 });
  expect(other.out).toContain("do not belong together");
  const nowhere = await doctor(environment("http://127.0.0.1:9"));
  expect(nowhere).toMatchObject({ code: 1 });
  expect(nowhere.out).toContain("GitHub does not answer at http://127.0.0.1:9");
});

test("a store that does not answer is told without its address", async () => {
  const standin = await start(asWanted);
  onTestFinished(() => standin.close());
  standin.repository("acme/shop");
  const url = "postgres://dataplan:hunter2@127.0.0.1:9/dataplan";
  const { code, out } = await doctor({ ...environment(standin.url), DATABASE_URL: url });
  expect(code).toBe(1);
  expect(out).toContain("does not lead to a PostgreSQL that answers: ECONNREFUSED");
  expect(out).not.toContain("hunter2");
});

test("settings that are not complete are told all at once", async () => {
  const { code, out } = await doctor({});
  expect(code).toBe(2);
  for (const name of ["APP_ID", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"]) expect(out).toContain(name);
});
