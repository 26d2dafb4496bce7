import { afterAll, beforeAll, expect, test } from "vitest";
import { asInstallation, start } from "./client.ts";
import type { Standin } from "./standin.ts";

let standin: Standin;
const repo = { owner: "acme", repo: "shop" };

beforeAll(async () => {
  standin = await start();
  const shop = standin.repository("acme/shop");
  await shop.push("main", { "a.txt": "one\ntwo\nthree\n", "b/c.txt": "c\n" }, { message: "Begin" });
  await shop.push("topic", { "a.txt": "one\n2\nthree\n", "new.txt": "new\n", "b/c.txt": null }, { author: "ada" });
});

afterAll(() => standin.close());

test("a pull request is read as GitHub shows it", async () => {
  const shop = standin.repository("acme/shop");
  const { number, head } = await shop.openPullRequest({ title: "Topic", head: "topic", author: "ada" });
  const octokit = await asInstallation(standin);
  const { data: pull } = await octokit.rest.pulls.get({ ...repo, pull_number: number });
  expect(pull).toMatchObject({ number, changed_files: 3, commits: 1, mergeable_state: "clean", head: { sha: head } });
  const { data: files } = await octokit.rest.pulls.listFiles({ ...repo, pull_number: number });
  expect(files.map(({ filename, status }) => `${status} ${filename}`)).toEqual([
    "modified a.txt",
    "removed b/c.txt",
    "added new.txt",
  ]);
  expect(files[0]?.patch).toContain("-two\n+2");
  expect(standin.violations).toEqual([]);
});

test("a push moves the head, and refs/pull/N/head with it", async () => {
  const shop = standin.repository("acme/shop");
  const { sha } = await shop.push("topic", { "new.txt": "newer\n" }, { author: "ada" });
  const octokit = await asInstallation(standin);
  const { data: pull } = await octokit.rest.pulls.get({ ...repo, pull_number: 1 });
  const { data: ref } = await octokit.rest.git.getRef({ ...repo, ref: "pull/1/head" });
  expect([pull.head.sha, ref.object.sha]).toEqual([sha, sha]);
  await standin.idle();
  expect(standin.deliveries.map(({ event, action }) => `${event}.${action}`)).toContain("pull_request.synchronize");
  const moved = standin.deliveries.find(({ action }) => action === "synchronize");
  expect(moved?.payload).toMatchObject({ after: sha, number: 1, installation: { id: standin.installationId } });
  expect(standin.violations).toEqual([]);
});

test("what is compared is the merge base, not the base's head", async () => {
  const shop = standin.repository("acme/shop");
  const octokit = await asInstallation(standin);
  const before = await shop.state.git.commitNamed("main");
  await shop.push("main", { "other.txt": "of somebody else\n" });
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ ...repo, basehead: "main...topic" });
  expect(data).toMatchObject({ status: "diverged", ahead_by: 2, behind_by: 1 });
  expect(data.merge_base_commit.sha).toBe(before);
  expect(data.files?.map(({ filename }) => filename)).toEqual(["a.txt", "b/c.txt", "new.txt"]);
  expect(standin.violations).toEqual([]);
});

test("a fork's head is read through the base repository", async () => {
  const shop = standin.repository("acme/shop");
  await shop.push("patch", { "fork.txt": "from a fork\n" }, { fork: "Mallory", author: "Mallory" });
  const { number, head } = await shop.openPullRequest({ title: "Fork", head: "patch", fork: "Mallory" });
  const octokit = await asInstallation(standin);
  const { data: pull } = await octokit.rest.pulls.get({ ...repo, pull_number: number });
  expect(pull.head.repo?.fork).toBe(true);
  const { data: tree } = await octokit.rest.git.getTree({ ...repo, tree_sha: head, recursive: "1" });
  const found = tree.tree.find(({ path }) => path === "fork.txt");
  const { data: blob } = await octokit.rest.git.getBlob({ ...repo, file_sha: found?.sha ?? "" });
  expect(Buffer.from(blob.content, "base64").toString()).toBe("from a fork\n");
  const { data: pulls } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...repo, commit_sha: head });
  expect(pulls.map((it) => it.number)).toEqual([number]);
  expect(standin.violations).toEqual([]);
});

test("closing, reopening, editing and drafts are told", async () => {
  const shop = standin.repository("acme/shop");
  await shop.push("release", { "r.txt": "r\n" });
  await shop.setDraft(1, true);
  expect((await shop.pullState(1)).mergeable_state).toBe("draft");
  await shop.setDraft(1, false);
  await shop.editPullRequest(1, { title: "Other", base: "release" });
  await shop.closePullRequest(1);
  await shop.reopenPullRequest(1);
  await standin.idle();
  const told = standin.deliveries.filter(({ event }) => event === "pull_request").map(({ action }) => action);
  expect(told.slice(-5)).toEqual(["converted_to_draft", "ready_for_review", "edited", "closed", "reopened"]);
  expect(standin.violations).toEqual([]);
});

test("two changes of one line are a conflict", async () => {
  const shop = standin.repository("acme/shop");
  await shop.push("clash", { "a.txt": "one\ntwice\nthree\n" }, { from: "main" });
  const { number } = await shop.openPullRequest({ title: "Clash", head: "clash" });
  await shop.push("main", { "a.txt": "one\nthrice\nthree\n" });
  expect((await shop.pullState(number)).mergeable_state).toBe("dirty");
});
