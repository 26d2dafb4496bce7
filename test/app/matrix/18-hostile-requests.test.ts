import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { simple } from "../answers.ts";
import { open, scene, type Scene, webhookSecret } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 18: what is not GitHub's is neither kept nor done. How much memory it takes, and when the line is cut, is told by
// receiver.test.ts ("30 MB …", "a sender who never finishes …").

const sign = (body: string | Buffer, secret = webhookSecret, by = "sha256"): string =>
  `${by}=${createHmac(by, secret).update(body).digest("hex")}`;

async function sent(here: Scene, body: string | Buffer, headers: Readonly<Record<string, string>>): Promise<number> {
  const all = {
    "content-type": "application/json",
    "x-github-event": "pull_request",
    "x-github-delivery": "hostile",
    "x-hub-signature-256": sign(body),
    ...headers,
  };
  return (await fetch(`${here.app.url}/`, { method: "POST", body: new Uint8Array(Buffer.from(body)), headers: all }))
    .status;
}

test("nothing that is not signed, whole and GitHub's comes in; what is and means nothing to us does no harm", async () => {
  const here = await scene({ answer: simple });
  here.standin.loseWebhooks(true);
  const number = await open(here);
  await here.standin.idle();
  const genuine = JSON.stringify(here.standin.deliveries.find(({ event }) => event === "pull_request")?.payload);
  const small = Buffer.alloc(26 * 1024 * 1024, " ");
  const unknown = JSON.stringify({ ...(JSON.parse(genuine) as object), action: "conjured" });
  const statuses = {
    unsigned: await sent(here, genuine, { "x-hub-signature-256": "" }),
    "wrong secret": await sent(here, genuine, { "x-hub-signature-256": sign(genuine, "x".repeat(40)) }),
    "SHA-1 alone": await sent(here, genuine, {
      "x-hub-signature-256": "",
      "x-hub-signature": sign(genuine, webhookSecret, "sha1"),
    }),
    "another App": await sent(here, genuine, {
      "x-github-hook-installation-target-type": "integration",
      "x-github-hook-installation-target-id": "1",
    }),
    "26 MB": await sent(here, small, {}).catch(() => 413),
    compressed: await sent(here, gzipSync(genuine), { "content-encoding": "gzip" }),
    "not JSON": await sent(here, "pull_request=1", {}),
    "wrong event": await sent(here, genuine, { "x-github-event": "star", "x-github-delivery": "star" }),
    "unknown action": await sent(here, unknown, { "x-github-delivery": "unknown-action" }),
    "an event of its prototype": await sent(here, genuine, {
      "x-github-event": "constructor",
      "x-github-delivery": "proto",
    }),
  };
  expect(statuses).toEqual({
    unsigned: 401,
    "wrong secret": 401,
    "SHA-1 alone": 401,
    "another App": 401,
    "26 MB": 413,
    compressed: 415,
    "not JSON": 400,
    "wrong event": 202,
    "unknown action": 202,
    "an event of its prototype": 202,
  });
  await here.settled();
  expect(await here.ours(number)).toEqual({ checks: [], comments: [] });
});

test("while somebody sends byte for byte, others are served", async () => {
  const here = await scene({ answer: simple });
  const { hostname, port } = new URL(here.app.url);
  const lines = Array.from({ length: 50 }, () => connect(Number(port), hostname));
  for (const line of lines) line.on("error", () => {}).write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n");
  await endsRight(here, await open(here));
  for (const line of lines) line.destroy();
});
