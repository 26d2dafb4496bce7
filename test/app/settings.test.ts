import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createLog } from "../../src/app/log.ts";
import { forgetSecrets, readSettings, secretsIn, SettingsError } from "../../src/app/settings.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const good = { APP_ID: "42", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: "s".repeat(32) };

const problems = (env: Record<string, string>): readonly string[] => {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
};

test("a full environment is enough", () => {
  expect(readSettings(good)).toMatchObject({
    appId: 42,
    host: "0.0.0.0",
    port: 3000,
    apiUrl: "https://api.github.com",
  });
});

test("without a webhook secret it does not start, and says how to make one", () => {
  const [problem, ...others] = problems({ ...good, WEBHOOK_SECRET: "" });
  expect(problem).toContain("openssl rand -hex 32");
  expect(problem).toContain("found none");
  expect(others).toEqual([]);
});

test("a secret of 31 characters is refused", () => {
  expect(problems({ ...good, WEBHOOK_SECRET: "s".repeat(31) })).toEqual([expect.stringContaining("one of 31")]);
});

test("everything that is wrong is said at once, and no key is quoted", () => {
  const found = problems({ APP_ID: "x", PRIVATE_KEY: "-----BEGIN secret", PORT: "99999", GITHUB_API_URL: "ftp://x" });
  expect(found.map((problem) => problem.split(",")[0])).toEqual([
    "Unexpected GITHUB_API_URL",
    "Unexpected APP_ID",
    "Unexpected private key",
    "Unexpected WEBHOOK_SECRET",
    "Unexpected PORT",
  ]);
  expect(found.join("\n")).not.toContain("BEGIN secret");
});

test("a key on one line and a key in base64 are keys", () => {
  expect(readSettings({ ...good, PRIVATE_KEY: privateKey.replaceAll("\n", "\\n") }).privateKey).toBe(privateKey.trim());
  expect(readSettings({ ...good, PRIVATE_KEY: Buffer.from(privateKey).toString("base64") }).privateKey).toBe(
    privateKey.trim(),
  );
});

test("without a PostgreSQL there is one process, with its data in a directory", () => {
  expect(readSettings({ ...good, XDG_STATE_HOME: "/state" })).toMatchObject({
    role: "all",
    dataDir: "/state/dataplan",
  });
  expect(readSettings({ ...good, DATAPLAN_DATA: "/data" }).dataDir).toBe("/data");
  expect(problems({ ...good, DATAPLAN_ROLE: "worker" })).toEqual([expect.stringContaining("without a DATABASE_URL")]);
  expect(problems({ ...good, DATAPLAN_ROLE: "boss" })).toEqual([expect.stringContaining("one of all, web, worker")]);
});

test("on a PostgreSQL each process has its role; an address of another kind is refused and not quoted", () => {
  const DATABASE_URL = "postgresql://dataplan:hunter2@db/dataplan";
  expect(readSettings({ ...good, DATABASE_URL, DATAPLAN_ROLE: "web" })).toMatchObject({
    role: "web",
    databaseUrl: DATABASE_URL,
  });
  const [problem = ""] = problems({ ...good, DATABASE_URL: "mysql://root:hunter2@db/dataplan" });
  expect(problem).toContain("Unexpected DATABASE_URL");
  expect(problem).not.toContain("hunter2");
});

test("secrets leave the environment once they are read", () => {
  const more = { WEBHOOK_SECRET_PREVIOUS: "x", METRICS_TOKEN: "x", DATABASE_URL: "x", CLIENT_SECRET: "x" };
  const env = { ...good, ...more, PRIVATE_KEY_PATH: "key.pem", HOME: "/root" };
  forgetSecrets(env);
  expect(env).toEqual({ APP_ID: "42", HOME: "/root" });
});

test("a previous secret and a token for the metrics are as long as the secret itself, or absent", () => {
  const long = { WEBHOOK_SECRET_PREVIOUS: "p".repeat(32), METRICS_TOKEN: "m".repeat(32) };
  expect(readSettings({ ...good, ...long })).toMatchObject({
    webhookSecretPrevious: long.WEBHOOK_SECRET_PREVIOUS,
    metricsToken: long.METRICS_TOKEN,
  });
  expect(readSettings({ ...good, METRICS_TOKEN: "" }).metricsToken).toBeUndefined();
  expect(problems({ ...good, WEBHOOK_SECRET_PREVIOUS: "short", METRICS_TOKEN: "m".repeat(31) })).toEqual([
    expect.stringMatching(/WEBHOOK_SECRET_PREVIOUS.*one of 5/),
    expect.stringMatching(/METRICS_TOKEN.*one of 31/),
  ]);
});

test("every secret of the settings is scrubbed, the database's password by itself, too", () => {
  const env = {
    ...good,
    WEBHOOK_SECRET_PREVIOUS: "p".repeat(32),
    METRICS_TOKEN: "m".repeat(32),
    DATABASE_URL: "postgresql://dataplan:s%40fe-word@db.example/dataplan",
    PUBLIC_URL: "https://dataplan.example",
    CLIENT_ID: "Iv1.x",
    CLIENT_SECRET: "client-hush",
  };
  const secrets = secretsIn(readSettings(env));
  const wanted = [
    "WEBHOOK_SECRET",
    "WEBHOOK_SECRET_PREVIOUS",
    "METRICS_TOKEN",
    "DATABASE_URL",
    "CLIENT_SECRET",
  ] as const;
  expect(secrets).toEqual(expect.arrayContaining([...wanted.map((name) => env[name]), "s@fe-word"]));
  const lines: string[] = [];
  createLog("info", secrets, { write: (line) => void lines.push(line) }).info({ env }, `no entry with s@fe-word`);
  expect(lines.join("")).not.toMatch(/s@fe|s%40fe|client-hush|pppp|mmmm|ssss|MII/);
});

test("a token of the new form, with the App's number and a JWT inside, is one token", () => {
  const lines: string[] = [];
  const log = createLog("info", [], { write: (line) => void lines.push(line) });
  const jwt = `eyJ${"a".repeat(20)}.eyJ${"b".repeat(20)}.${"c-_".repeat(9)}`;
  log.info(
    { url: `https://x-access-token:ghs_4711_${jwt}@github.com/a/b` },
    `bearer ghs_4711_${jwt}, ghu_${"d".repeat(36)}`,
  );
  expect(lines.join("")).not.toMatch(/aaa|bbb|c-_|ddd|4711/);
});

test("no token, key or secret reaches the log, wherever it stands", () => {
  const lines: string[] = [];
  const log = createLog("debug", ["hush-hush-hush"], { write: (line) => void lines.push(line) });
  const token = `ghs_${"a".repeat(40)}`;
  log.info({ deep: { list: [`token ${token}`] } }, `hush-hush-hush and github_pat_${"b".repeat(30)}`);
  log.error({ err: new Error(`refused for ${privateKey}`) }, "x");
  log.debug({ event: { payload: { repository: "private" } } }, "Webhook received");
  const all = lines.join("");
  expect(all).not.toMatch(/hush|aaaa|bbbb|private"|MII/);
  expect(all).toContain("[token]");
  expect(all).toContain("[key]");
});

describe("the report page's settings", () => {
  const page = { PUBLIC_URL: "https://dataplan.example", CLIENT_ID: "Iv1.x", CLIENT_SECRET: "hush" };
  test("are all there or none of them", () => {
    expect(readSettings(good).page).toBeUndefined();
    expect(readSettings({ ...good, ...page }).page).toMatchObject({ webUrl: "https://github.com", clientId: "Iv1.x" });
    expect(problems({ ...good, PUBLIC_URL: page.PUBLIC_URL })).toEqual([
      expect.stringContaining("Unexpected absence of CLIENT_ID and CLIENT_SECRET"),
    ]);
  });
  test("draw an Enterprise Server's own address from its API's", () => {
    const server = { GITHUB_API_URL: "https://ghe.example/api/v3" };
    expect(readSettings({ ...good, ...page, ...server }).page?.webUrl).toBe("https://ghe.example");
  });
  test.each(["http://dataplan.example", "https://dataplan.example/page", "dataplan.example"])(
    "do not take %s",
    (url) => {
      expect(problems({ ...good, ...page, PUBLIC_URL: url })).toEqual([
        expect.stringContaining("Unexpected PUBLIC_URL"),
      ]);
    },
  );
  test("take the clear on loopback alone", () => {
    expect(readSettings({ ...good, ...page, PUBLIC_URL: "http://127.0.0.1:3000" }).page?.publicUrl).toBe(
      "http://127.0.0.1:3000",
    );
  });
});
