import { createHmac, randomUUID } from "node:crypto";
import { request, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Delivery } from "../../src/app/delivery.ts";
import { createLog } from "../../src/app/log.ts";
import { createReceiver } from "../../src/app/receiver.ts";

const secret = "0123456789abcdef0123456789abcdef";
const previousSecret = "what it was before, and for a while still is";
const kept: Delivery[] = [];
const seen: string[] = [];
let before = 0;
let refuse = false;
let server: Server;
let port: number;

beforeAll(async () => {
  server = createReceiver({
    secret,
    previousSecret,
    seen: (event = "-", result) => void seen.push(`${event} ${result}`),
    signedBefore: () => void (before += 1),
    appId: 7,
    log: createLog("fatal", [], { write: () => {} }),
    keep: async (delivery) => {
      if (refuse) throw new Error("the store is away");
      kept.push(delivery);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  kept.length = 0;
  seen.length = 0;
  before = 0;
  refuse = false;
});

const sign = (body: string, key = secret): string => `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;

const post = async (body: string, headers: Record<string, string> = {}, path = "/api/github/webhooks") => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": "ping",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": sign(body),
      ...headers,
    },
  });
  return { status: response.status, text: await response.text() };
};

test("a signed delivery is kept and answered with 202", async () => {
  expect((await post('{"zen":"ö"}')).status).toBe(202);
  expect(kept).toEqual([{ id: expect.any(String), event: "ping", payload: { zen: "ö" } }]);
});

test.each([
  ["signed with another secret", { "x-hub-signature-256": sign("{}", "another-secret-of-the-same-length") }],
  ["signed for other bytes", { "x-hub-signature-256": sign("{ }") }],
  ["with a signature of another form", { "x-hub-signature-256": "sha1=0123" }],
  ["with upper case in it", { "x-hub-signature-256": sign("{}").toUpperCase() }],
  ["unsigned", { "x-hub-signature-256": "" }],
  [
    "for another App",
    { "x-github-hook-installation-target-type": "integration", "x-github-hook-installation-target-id": "8" },
  ],
])("a delivery %s is refused, always with the same words", async (_, headers) => {
  expect(await post("{}", headers)).toEqual({ status: 401, text: "signature does not match" });
  expect(kept).toEqual([]);
});

test.each([
  ["not JSON", "{", {}, 400],
  ["a list", "[]", {}, 400],
  ["no event", "{}", { "x-github-event": "" }, 400],
  ["a delivery id of another world", "{}", { "x-github-delivery": "a b\u00e9" }, 400],
  ["a form", "{}", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ["compressed", "{}", { "content-encoding": "gzip" }, 415],
])("%s is refused", async (_, body, headers, status) => {
  expect((await post(body, headers)).status).toBe(status);
});

test("other paths and methods are not there", async () => {
  expect((await post("{}", {}, "/probot")).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(405);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});

test("when the delivery cannot be kept GitHub is told so, and shows it as failed", async () => {
  refuse = true;
  expect((await post("{}")).status).toBe(503);
});

/** Sends without waiting for leave, as a hostile sender does, and says what came back and how much was taken. */
const flood = (headers: Record<string, string>, megabytes: number): Promise<{ status: number; sent: number }> =>
  new Promise((resolve, reject) => {
    const sender = request({
      port,
      host: "127.0.0.1",
      method: "POST",
      path: "/api/github/webhooks",
      headers: { "content-type": "application/json", ...headers },
    });
    let sent = 0;
    let open = true;
    sender.on("response", (response) => {
      open = false;
      response.resume();
      resolve({ status: response.statusCode ?? 0, sent });
      sender.destroy();
    });
    sender.on("error", (error) => (open ? reject(error) : undefined));
    const chunk = Buffer.alloc(1024 * 1024, 0x20);
    const push = (): void => {
      if (!open || sent >= megabytes) return void (open && sender.end());
      sent += 1;
      sender.write(chunk, () => setImmediate(push));
    };
    push();
  });

test("30 MB that announce themselves are refused before a byte is read", async () => {
  const length = String(30 * 1024 * 1024);
  const answer = await flood({ "content-length": length, "x-hub-signature-256": sign("") }, 30);
  expect(answer.status).toBe(413);
  expect(answer.sent).toBeLessThan(10);
});

test("30 MB that do not are refused at 25, unsigned ones at once, and the memory stays flat", async () => {
  globalThis.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  const chunked = { "transfer-encoding": "chunked" };
  expect((await flood({ ...chunked, "x-hub-signature-256": sign("") }, 30)).status).toBe(413);
  expect((await flood(chunked, 30)).status).toBe(401);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  expect((await post("{}")).status).toBe(202);
});

test("a sender who never finishes holds nothing but the line", async () => {
  const line = connect(port, "127.0.0.1");
  line.write(
    `POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\nx-hub-signature-256: ${sign("")}\r\n\r\n{`,
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  line.destroy();
  expect((await post("{}")).status).toBe(202);
});

test("while a secret takes another's place both count, and it is told which one did", async () => {
  const body = JSON.stringify({ action: "opened" });
  expect((await post(body)).status).toBe(202);
  expect(before).toBe(0);
  expect((await post(body, { "x-hub-signature-256": sign(body, previousSecret) })).status).toBe(202);
  expect(before).toBe(1);
  expect(
    (await post(body, { "x-hub-signature-256": sign(body, "a third one, that nobody ever told us") })).status,
  ).toBe(401);
  expect(kept).toHaveLength(2);
});

test("what became of a delivery is told, and its event only where it was signed", async () => {
  const body = JSON.stringify({ action: "opened" });
  await post(body);
  await post(body, { "x-hub-signature-256": sign("another"), "x-github-event": "made_up_by_a_stranger" });
  refuse = true;
  await post(body);
  await fetch(`http://127.0.0.1:${port}/healthz`);
  expect(seen).toEqual(["ping kept", "- unsigned", "- busy"]);
});
