import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { Clock } from "../../src/app/clock.ts";
import { notReady } from "../../src/app/readiness.ts";
import { settings as standinSettings } from "../standin/client.ts";
import { gate, simple } from "./answers.ts";
import { open, scene, webhookSecret } from "./app.ts";

const { privateKey } = standinSettings;
const never = { query: async () => [], script: async () => {}, transaction: () => Promise.reject(new Error("no")) };

const ask = async (url: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, text: await response.text() };
};

test("it is ready when it listens; while it stops it is not, but keeps what comes and finishes what runs", async () => {
  const hold = gate();
  const here = await scene({
    answer: async (...given) => {
      await hold.opened;
      return simple(...given);
    },
  });
  expect(await ask(here.app.url)).toEqual({ status: 200, text: "ready" });
  const number = await open(here);
  await expect
    .poll(() => here.standin.requests.some(({ operation }) => operation.startsWith("repos/compare")), {
      timeout: 30_000,
    })
    .toBe(true);
  const stopped = here.app.stop(20_000);
  expect(await ask(here.app.url)).toEqual({ status: 503, text: "stopping" });
  const body = JSON.stringify({ zen: "later" });
  const kept = await fetch(here.app.url, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": "ping",
      "x-github-delivery": "while-it-stops",
      "x-hub-signature-256": `sha256=${createHmac("sha256", webhookSecret).update(body).digest("hex")}`,
    },
  });
  expect(kept.status).toBe(202);
  hold.open();
  expect(await stopped).toBe(true);
  expect((await here.ours(number)).checks).toMatchObject([{ status: "completed" }]);
  await expect(ask(here.app.url)).rejects.toThrow();
});

test("a store that is away is said, and healed when it is back", async () => {
  let away = true;
  const database = {
    ...never,
    query: async () => {
      if (away) throw new Error("connection refused");
      return [];
    },
  };
  const options = { database, privateKey, clock: new Clock(), stopping: () => false };
  expect(await notReady(options)).toEqual(["the store does not answer"]);
  away = false;
  expect(await notReady(options)).toEqual([]);
});

test("a store that never answers is as good as away", async () => {
  const database = { ...never, query: () => new Promise<never>(() => {}) };
  expect(await notReady({ database, privateKey, clock: new Clock(), stopping: () => false })).toEqual([
    "the store does not answer",
  ]);
});

test("a key that cannot be read is said, and not quoted", async () => {
  const options = { database: never, clock: new Clock(), stopping: () => false };
  expect(await notReady({ ...options, privateKey: "hush" })).toEqual(["the private key cannot be read"]);
});

test.each([
  [31_500, ["the clock is 32 s ahead of GitHub's"]],
  [-31_500, ["the clock is 32 s behind GitHub's"]],
  [29_000, []],
])("a clock that is %i ms off GitHub's", async (off, said) => {
  const clock = new Clock(() => Date.parse("2026-11-21T12:00:00Z") + off);
  expect(clock.age).toBe(Infinity);
  clock.heard("Sat, 21 Nov 2026 12:00:00 GMT");
  clock.heard(null);
  expect(await notReady({ database: never, privateKey, clock, stopping: () => false })).toEqual(said);
});

test("what the clock is measured by are GitHub's answers in passing", async () => {
  const here = await scene({ answer: simple });
  const headers = { date: "Sat, 21 Nov 2020 12:00:00 GMT" };
  here.standin.faults.next({ route: "checks/list-for-ref", status: 502, headers, times: 1_000 });
  const number = await open(here);
  await expect
    .poll(async () => (await ask(here.app.url)).text, { timeout: 20_000 })
    .toMatch(/^the clock is \d+ s ahead/);
  here.standin.faults.clear();
  await here.settled();
  expect((await here.ours(number)).checks).toHaveLength(1);
  expect((await ask(here.app.url)).text).toBe("ready");
});
