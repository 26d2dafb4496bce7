import { afterAll, beforeAll, expect, test } from "vitest";
import type { Octokit } from "@octokit/rest";
import { asInstallation, refused, start } from "./client.ts";
import type { Standin } from "./standin.ts";

let standin: Standin;
let octokit: Octokit;
let head = "";
const repo = { owner: "acme", repo: "shop" };

beforeAll(async () => {
  standin = await start();
  const shop = standin.repository("acme/shop");
  const files = Object.fromEntries(
    Array.from({ length: 35 }, (_, at) => [`f/${String(at).padStart(2, "0")}.sql`, `-- ${at}\n`]),
  );
  await shop.push("main", { "a.txt": "one\n", "deep/er/b.txt": "b\n", link: { content: "a.txt", mode: "120000" } });
  ({ sha: head } = await shop.push("topic", files));
  await shop.openPullRequest({ title: "Topic", head: "topic" });
  octokit = await asInstallation(standin);
});

afterAll(() => standin.close());

test("lists come in pages, with links", async () => {
  const { data, headers } = await octokit.rest.pulls.listFiles({ ...repo, pull_number: 1 });
  expect(data).toHaveLength(30);
  expect(headers.link).toContain('rel="next"');
  const all = await octokit.paginate(octokit.rest.pulls.listFiles, { ...repo, pull_number: 1, per_page: 10 });
  expect(all).toHaveLength(35);
});

test("a GET that is still good costs no body", async () => {
  const { headers } = await octokit.rest.pulls.get({ ...repo, pull_number: 1 });
  const again = octokit.rest.pulls.get({ ...repo, pull_number: 1, headers: { "if-none-match": headers.etag ?? "" } });
  expect(await refused(again)).toBe(304);
  await standin.repository("acme/shop").editPullRequest(1, { title: "Other" });
  const after = octokit.rest.pulls.get({ ...repo, pull_number: 1, headers: { "if-none-match": headers.etag ?? "" } });
  expect(await refused(after)).toBe(0);
});

test("trees are whole, or say that they are cut", async () => {
  const { data } = await octokit.rest.git.getTree({ ...repo, tree_sha: head, recursive: "1" });
  expect(data.truncated).toBe(false);
  expect(data.tree.find(({ path }) => path === "deep/er")?.type).toBe("tree");
  expect(data.tree.find(({ path }) => path === "link")?.mode).toBe("120000");
  const { data: flat } = await octokit.rest.git.getTree({ ...repo, tree_sha: "topic" });
  expect(flat.tree.map(({ path }) => path)).toEqual(["a.txt", "deep", "f", "link"]);
  standin.limits.treeEntries = 10;
  const { data: cut } = await octokit.rest.git.getTree({ ...repo, tree_sha: head, recursive: "1" });
  standin.limits.treeEntries = 100_000;
  expect([cut.truncated, cut.tree.length]).toEqual([true, 10]);
});

test("contents come as file, folder, link or raw bytes", async () => {
  const get = async (path: string, ref?: string): Promise<unknown> =>
    (await octokit.rest.repos.getContent({ ...repo, path, ...(ref === undefined ? {} : { ref }) })).data;
  expect(await get("a.txt")).toMatchObject({ type: "file", encoding: "base64", content: "b25lCg==" });
  expect(await get("deep/er/b.txt", "topic")).toMatchObject({ path: "deep/er/b.txt", name: "b.txt" });
  expect(await get("link")).toMatchObject({ type: "symlink", target: "a.txt" });
  expect(await get("f", head)).toHaveLength(35);
  expect(await get("")).toHaveLength(3);
  const raw = await octokit.rest.repos.getContent({ ...repo, path: "a.txt", mediaType: { format: "raw" } });
  expect(raw.data).toBe("one\n");
  expect(await refused(get("none.txt"))).toBe(404);
});

const ask = (version: string): Promise<number> =>
  refused(octokit.rest.repos.get({ ...repo, headers: { "x-github-api-version": version } }));

test("the version of the API is what was asked for, or refused", async () => {
  expect([await ask("2022-11-28"), await ask("1999-01-01")]).toEqual([0, 400]);
  expect(standin.requests.at(-2)?.version).toBe("2022-11-28");
});

test("odd names of files are kept", async () => {
  const shop = standin.repository("acme/shop");
  const names = ['"quoted".sql', "back\\slash.sql", "ä ö#?%.sql", "two words/ü.sql"];
  const { sha } = await shop.push("odd", Object.fromEntries(names.map((name) => [name, `-- ${name}\n`])));
  const { data } = await octokit.rest.git.getTree({ ...repo, tree_sha: sha, recursive: "1" });
  const paths = data.tree.map(({ path }) => path);
  expect(names.filter((name) => !paths.includes(name))).toEqual([]);
  for (const path of names.slice(2)) {
    const file = await octokit.rest.repos.getContent({ ...repo, path, ref: "odd", mediaType: { format: "raw" } });
    expect(file.data).toBe(`-- ${path}\n`);
  }
});

test("branches, commits and rules", async () => {
  const shop = standin.repository("acme/shop");
  shop.requiredCheck("dataplan", { appId: 4711 });
  const { data: branch } = await octokit.rest.repos.getBranch({ ...repo, branch: "main" });
  expect(branch).toMatchObject({ protected: true, protection: { required_status_checks: { contexts: ["dataplan"] } } });
  const { data: branches } = await octokit.rest.repos.listBranches({ ...repo });
  expect(branches.map(({ name }) => name)).toEqual(["main", "odd", "topic"]);
  const { data: commit } = await octokit.rest.repos.getCommit({ ...repo, ref: head });
  expect([commit.files?.length, commit.stats?.additions]).toEqual([35, 35]);
  const { data: object } = await octokit.rest.git.getCommit({ ...repo, commit_sha: head });
  expect(object.tree.sha).toMatch(/^[0-9a-f]{40}$/);
  const { data: rules } = await octokit.rest.repos.getBranchRules({ ...repo, branch: "main" });
  expect(rules).toMatchObject([
    {
      type: "required_status_checks",
      parameters: { required_status_checks: [{ context: "dataplan", integration_id: 4711 }] },
    },
  ]);
});

const create = (): Promise<number> =>
  refused(octokit.rest.issues.createComment({ ...repo, issue_number: 1, body: "x" }));

test("a fault before the effect leaves nothing behind; one after it does its work and hides it", async () => {
  const shop = standin.repository("acme/shop");
  standin.faults.next({ route: "issues/create-comment", status: 502, times: 1 });
  expect([await create(), shop.comments(1).length]).toEqual([502, 0]);
  standin.faults.next({
    route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    status: 502,
    when: "after",
  });
  expect([await create(), shop.comments(1).length]).toEqual([502, 1]);
  standin.faults.next({
    route: "issues/create-comment",
    status: 403,
    headers: { "retry-after": "60" },
    message: "secondary rate limit",
  });
  standin.faults.next({ route: "issues/create-comment", hangUp: true, when: "after" });
  expect(standin.faults.pending).toHaveLength(2);
  expect(await create()).toBe(403);
  expect([await create(), shop.comments(1).length]).toEqual([500, 2]);
  expect(await create()).toBe(0);
  expect(standin.faults.pending).toEqual([]);
  expect(standin.requests.slice(-5).map(({ status }) => status)).toEqual([502, 502, 403, 0, 201]);
});

test("nothing of this broke GitHub's description", () => {
  expect(standin.violations).toEqual([]);
});
