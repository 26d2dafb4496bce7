import { createSign, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asApp, asInstallation, refused, settings, start } from "./client.ts";
import { nodeId } from "./shapes/people.ts";
import type { Standin } from "./standin.ts";

let standin: Standin;
let head = "";
let comment = 0;
const repo = { owner: "acme", repo: "shop" };

beforeAll(async () => {
  standin = await start();
  const shop = standin.repository("acme/shop", { private: true });
  standin.repository("acme/other");
  ({ sha: head } = await shop.push("main", { "a.txt": "one\n" }));
  await shop.push("topic", { "a.txt": "two\n" });
  await shop.openPullRequest({ title: "Topic", head: "topic" });
  comment = shop.comment(1, "hello", "ada").id;
});

afterAll(() => standin.close());

test("the App proves who it is with a JWT", async () => {
  const { data: app } = await asApp(standin).rest.apps.getAuthenticated();
  expect(app).toMatchObject({ id: settings.id, permissions: { checks: "write" }, events: settings.events });
  const { data: installation } = await asApp(standin).rest.apps.getRepoInstallation(repo);
  expect(installation.id).toBe(standin.installationId);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const other = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  expect(await refused(asApp(standin, other).rest.apps.getAuthenticated())).toBe(401);
  expect(standin.violations).toEqual([]);
});

const part = (it: object): string => Buffer.from(JSON.stringify(it)).toString("base64url");

const jwt = (claims: object, header: object = { alg: "RS256", typ: "JWT" }): string => {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(settings.privateKey).toString("base64url")}`;
};

test.each([
  ["expired", { exp: -60 }, 401],
  ["too long", { exp: 3600 }, 401],
  ["issued in the future", { iat: 600 }, 401],
  ["of another App", { iss: "1" }, 404],
])("a JWT that is %s is refused", async (_, change, status) => {
  const now = Math.floor(Date.now() / 1000);
  const { iat = -30, exp = 300, iss = String(settings.id) } = change as { iat?: number; exp?: number; iss?: string };
  const token = jwt({ iat: now + iat, exp: now + exp, iss });
  const response = await fetch(`${standin.url}/app`, {
    headers: { authorization: `Bearer ${token}`, "user-agent": "t" },
  });
  expect(response.status).toBe(status);
});

test("no credentials, wrong credentials, no user agent", async () => {
  const get = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(`${standin.url}/repos/acme/shop`, { headers })).status;
  expect(await get({})).toBe(401);
  expect(await get({ authorization: "token ghs_nonsense" })).toBe(401);
  const octokit = await asInstallation(standin);
  standin.expireTokens();
  expect(await refused(octokit.rest.repos.get(repo))).toBe(401);
});

test("a token may be narrowed to repositories, and is blind beyond them", async () => {
  const app = asApp(standin);
  const { data } = await app.rest.apps.createInstallationAccessToken({
    installation_id: standin.installationId,
    repositories: ["other"],
  });
  expect(data.repositories?.map(({ name }) => name)).toEqual(["other"]);
  const get = async (name: string): Promise<number> => {
    const headers = { authorization: `token ${data.token}`, "user-agent": "t" };
    return (await fetch(`${standin.url}/repos/acme/${name}`, { headers })).status;
  };
  expect([await get("other"), await get("shop")]).toEqual([200, 404]);
  const { id } = standin.repository("acme/other").state;
  const byId = await asInstallation(standin, { contents: "read" }, [id]);
  const text = `query($owner:String!,$name:String!){repository(owner:$owner,name:$name){b0:object(oid:"${head}"){...on Blob{text}}}}`;
  expect(await refused(byId.graphql(text, { owner: "acme", name: "shop" }))).toBe(404);
  expect(await refused(byId.graphql(text, { owner: "acme", name: "other" }))).toBe(0);
  expect((await byId.rest.apps.listReposAccessibleToInstallation()).data.repositories.map(({ name }) => name)).toEqual([
    "other",
  ]);
  const hide =
    "mutation($id:ID!){minimizeComment(input:{subjectId:$id,classifier:OUTDATED}){minimizedComment{isMinimized}}}";
  const elsewhere = await asInstallation(standin, { contents: "read", pull_requests: "write" }, [id]);
  await expect(elsewhere.graphql(hide, { id: nodeId("IssueComment", comment) })).rejects.toThrow("not accessible");
  const unknown = { installation_id: standin.installationId, repositories: ["nowhere"] };
  expect(await refused(app.rest.apps.createInstallationAccessToken(unknown))).toBe(422);
  const more = { installation_id: standin.installationId, permissions: { contents: "write" } } as const;
  expect(await refused(app.rest.apps.createInstallationAccessToken(more))).toBe(422);
});

test("each operation needs the permission that GitHub's table names", async () => {
  const create = { ...repo, name: "dataplan", head_sha: head };
  const reading = await asInstallation(standin, { checks: "read", issues: "read" });
  expect(await refused(reading.rest.checks.create(create))).toBe(403);
  expect(await refused(reading.rest.pulls.get({ ...repo, pull_number: 1 }))).toBe(403);
  expect(await refused(reading.rest.git.getTree({ ...repo, tree_sha: head }))).toBe(403);
  expect(await refused(reading.rest.checks.listForRef({ ...repo, ref: head }))).toBe(403 - 403);
  const pulls = await asInstallation(standin, { pull_requests: "write" });
  expect(await refused(pulls.rest.issues.createComment({ ...repo, issue_number: 1, body: "x" }))).toBe(0);
  const react = { ...repo, comment_id: comment, content: "eyes" } as const;
  expect(await refused(pulls.rest.reactions.createForIssueComment(react))).toBe(403);
  const issues = await asInstallation(standin, { issues: "write" });
  expect((await issues.rest.reactions.createForIssueComment(react)).status).toBe(201);
  expect((await issues.rest.reactions.createForIssueComment(react)).status).toBe(200);
  expect(standin.violations).toEqual([]);
});

test("who may do what is asked by the role, not by a label", async () => {
  const octokit = await asInstallation(standin, { metadata: "read" });
  const shop = standin.repository("acme/shop");
  const ask = (username: string): Promise<string> =>
    octokit.rest.repos
      .getCollaboratorPermissionLevel({ ...repo, username })
      .then(({ data }) => `${data.permission} ${data.role_name}`);
  expect(await ask("ada")).toBe("none none");
  shop.setCollaborator("ada", "maintain");
  expect(await ask("ada")).toBe("write maintain");
  expect(await ask("acme")).toBe("admin admin");
  expect(await refused(ask("nobody-of-that-name"))).toBe(404);
  expect(standin.violations).toEqual([]);
});
