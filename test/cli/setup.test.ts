import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appManifest } from "../../src/app/manifest.ts";
import { readSettings } from "../../src/app/settings.ts";
import { dataplan, put, scratch } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);
const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const app = appManifest();
const SECRET = "a webhook secret that is long enough for it";

/** A GitHub Enterprise Server, as far as registering goes. */
let granted: object = {};
const asked: string[] = [];
const github = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  const send = (status: number, body: object): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  if (request.url === "/api/v3/app-manifests/good/conversions") {
    const made = { id: 77, slug: "dataplan-shop", html_url: "https://ghe.example/apps/dataplan-shop" };
    return send(201, {
      ...made,
      client_id: "Iv1.x",
      client_secret: "cs",
      webhook_secret: SECRET,
      pem: privateKey,
    });
  }
  if (request.url === "/api/v3/app" && /^bearer .+\..+\..+/i.test(request.headers.authorization ?? ""))
    return send(200, granted);
  return send(404, { message: "Not Found" });
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(github.address() as AddressInfo).port}`;
});
afterAll(() => github.close());
beforeEach(() => {
  asked.length = 0;
  granted = { id: 77, permissions: app.default_permissions, events: app.default_events };
});

/** Runs `dataplan setup` until it says where to go, lets `visit` go there, and waits for its end. */
async function setup(file: string, visit: (page: string, key: string) => Promise<void>) {
  const hook = ["--webhook-url", "https://hooks.example/api/github/webhooks"];
  const args = [MAIN, "setup", ...hook, "--github", url, "--public-url", "https://dataplan.example", "--output", file];
  const child = spawn(process.execPath, args, { cwd: folder });
  let out = "";
  let err = "";
  const ended = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  const page = await new Promise<string>((resolve) => {
    child.stdout.on("data", (text: Buffer) => {
      out += text.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(out)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  await visit(page, new URL(page).pathname.slice(1));
  return { code: await ended, out, err };
}

const back = (page: string, code: string, state: string): Promise<Response> =>
  fetch(`${new URL(page).origin}/registered?code=${code}&state=${state}`);

describe("dataplan setup", () => {
  test("sends app.yml to GitHub and writes settings with which the server starts", async () => {
    const file = join(folder, "first.env");
    const { code, out, err } = await setup(file, async (page, key) => {
      const form = await (await fetch(page)).text();
      expect(form).toContain(`${url}/settings/apps/new?state=${key}`);
      const manifest = JSON.parse(
        (/name="manifest"\s+value="([^"]+)"/.exec(form)?.[1] ?? "").replaceAll("&quot;", '"'),
      ) as object;
      expect(manifest).toMatchObject({
        default_permissions: app.default_permissions,
        hook_attributes: { url: "https://hooks.example/api/github/webhooks" },
        callback_urls: ["https://dataplan.example/sign-in/done"],
        redirect_url: `${new URL(page).origin}/registered`,
      });
      expect((await back(page, "good", key)).status).toBe(200);
    });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("https://ghe.example/apps/dataplan-shop/installations/new");
    expect(out + err).not.toContain(SECRET);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const lines = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => /^[A-Z_]+=/.test(line));
    const env = Object.fromEntries(
      lines.map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)] as const),
    );
    expect(readSettings(env)).toMatchObject({ appId: 77, webhookSecret: SECRET, apiUrl: `${url}/api/v3` });
  });

  test("takes no code without the key that it made, and leaves no file behind where GitHub refuses", async () => {
    const file = join(folder, "refused.env");
    const { code, err } = await setup(file, async (page, key) => {
      expect((await back(page, "good", "x".repeat(key.length))).status).toBe(404);
      expect((await back(page, "bad", key)).status).toBe(502);
    });
    expect(asked).toEqual(["POST /api/v3/app-manifests/bad/conversions"]);
    expect([code, err]).toEqual([2, expect.stringContaining("GitHub did not trade its code for the App")]);
    expect(existsSync(file)).toBe(false);
  });

  test("says where GitHub granted something else than was asked for", async () => {
    const permissions = { ...app.default_permissions, checks: "read", contents: "write", statuses: "read" };
    granted = { id: 77, permissions, events: ["pull_request"] };
    const { code, err } = await setup(join(folder, "less.env"), async (page, key) => {
      await back(page, "good", key);
    });
    expect(code).toBe(0);
    expect(err).toContain("The App does not ask for `checks: write`");
    expect(err).toContain("The App is not subscribed to `issue_comment`");
    expect(err).toContain("The App asks for `contents: write`, which nothing here uses");
    expect(err).toContain("Permissions & events");
    expect(err).not.toContain("statuses");
  });

  test("overwrites nothing, and asks for what it needs", () => {
    put(folder, { "kept.env": "mine" });
    const there = dataplan(["setup", "--webhook-url", "https://x.example", "--output", "kept.env"], folder);
    expect([there.code, there.err]).toEqual([2, expect.stringContaining("kept.env is there already")]);
    expect(dataplan(["setup"], folder)).toMatchObject({ code: 2, err: expect.stringContaining("--webhook-url") });
  });
});
