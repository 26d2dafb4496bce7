import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { asApp, asInstallation, refused, settings, start } from "./client.ts";
import type { Standin } from "./standin.ts";

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let standin: Standin;
let hook: Server;
let answer = 200;
const received: Received[] = [];
const repo = { owner: "acme", repo: "shop" };

beforeAll(async () => {
  standin = await start();
  const shop = standin.repository("acme/shop");
  await shop.push("main", { "a.txt": "one\n" });
  await shop.push("topic", { "a.txt": "two\n" });
  await shop.openPullRequest({ title: "Topic", head: "topic" });
  hook = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer).end("seen");
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
  const address = hook.address();
  standin.sendWebhooksTo(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`);
});

beforeEach(() => {
  received.length = 0;
  answer = 200;
});

afterAll(async () => {
  await standin.close();
  await new Promise((resolve) => hook.close(resolve));
});

test("comments are created, listed, updated and deleted, and say which App wrote them", async () => {
  const octokit = await asInstallation(standin);
  const shop = standin.repository("acme/shop");
  const theirs = shop.comment(1, "by a person", "ada");
  const { data: ours } = await octokit.rest.issues.createComment({ ...repo, issue_number: 1, body: "ours" });
  expect(ours).toMatchObject({
    user: { login: "dataplan[bot]", type: "Bot" },
    performed_via_github_app: { id: settings.id },
  });
  await octokit.rest.issues.updateComment({ ...repo, comment_id: ours.id, body: "ours, again" });
  const { data: all } = await octokit.rest.issues.listComments({ ...repo, issue_number: 1 });
  expect(all.map(({ body }) => body)).toEqual(["by a person", "ours, again"]);
  expect(await refused(octokit.rest.issues.updateComment({ ...repo, comment_id: theirs.id, body: "x" }))).toBe(403);
  const long = octokit.rest.issues.createComment({ ...repo, issue_number: 1, body: "x".repeat(65_537) });
  expect(await refused(long)).toBe(422);
  await octokit.rest.issues.deleteComment({ ...repo, comment_id: ours.id });
  expect(shop.comments(1)).toHaveLength(1);
  expect(standin.violations).toEqual([]);
});

test("a webhook is signed over the bytes that are sent", async () => {
  standin.repository("acme/shop").comment(1, "/dataplan help — ünïcode", "ada");
  await standin.idle();
  const [{ headers, body } = { headers: {}, body: "" }] = received;
  const hmac = createHmac("sha256", settings.webhookSecret).update(body).digest("hex");
  expect(headers).toMatchObject({
    "x-github-event": "issue_comment",
    "x-hub-signature-256": `sha256=${hmac}`,
    "x-github-hook-installation-target-id": String(settings.id),
  });
  expect(JSON.parse(body)).toMatchObject({
    action: "created",
    comment: { user: { login: "ada" } },
    issue: { pull_request: {} },
  });
  expect(standin.deliveries.at(-1)).toMatchObject({ statusCode: 200, status: "OK", redelivery: false });
});

test("a failed delivery is listed, and its redelivery keeps the GUID", async () => {
  answer = 503;
  standin.repository("acme/shop").comment(1, "lost", "ada");
  await standin.idle();
  const app = asApp(standin);
  const { data: failed } = await app.rest.apps.listWebhookDeliveries({ status: "failure" });
  const [first] = failed;
  expect(first).toMatchObject({ event: "issue_comment", status_code: 503, redelivery: false });
  answer = 200;
  await app.rest.apps.redeliverWebhookDelivery({ delivery_id: first?.id ?? 0 });
  await standin.idle();
  standin.redeliver(first?.guid ?? "");
  await standin.idle();
  expect(received.map(({ headers }) => headers["x-github-delivery"])).toEqual([first?.guid, first?.guid, first?.guid]);
  const { data: all } = await app.rest.apps.listWebhookDeliveries({ per_page: 2 });
  expect(all.map(({ redelivery, status_code }) => [redelivery, status_code])).toEqual([
    [true, 200],
    [true, 200],
  ]);
  expect(standin.violations).toEqual([]);
});

test("lost webhooks reach nobody and stand in no success", async () => {
  standin.loseWebhooks(true);
  standin.repository("acme/shop").comment(1, "gone", "ada");
  await standin.idle();
  standin.loseWebhooks(false);
  expect(received).toEqual([]);
  expect(standin.deliveries.at(-1)).toMatchObject({ statusCode: 0, status: "lost" });
});

test("an App is told only of what it subscribed to", async () => {
  const deaf = await start({ events: [], permissions: { metadata: "read", pull_requests: "read" } });
  const shop = deaf.repository("acme/shop");
  await shop.push("main", { "a.txt": "one\n" });
  await shop.push("topic", { "a.txt": "two\n" });
  await shop.openPullRequest({ title: "Topic", head: "topic" });
  expect(deaf.deliveries).toEqual([]);
  await deaf.close();
});

test("an installation is announced", async () => {
  standin.announceInstallation();
  await standin.idle();
  expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
    action: "created",
    installation: { app_id: settings.id },
  });
  expect(standin.violations).toEqual([]);
});
