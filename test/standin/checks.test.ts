import { afterAll, beforeAll, expect, test } from "vitest";
import type { Octokit } from "@octokit/rest";
import { asInstallation, refused, settings, start } from "./client.ts";
import type { Standin } from "./standin.ts";

let standin: Standin;
let octokit: Octokit;
let head = "";
const repo = { owner: "acme", repo: "shop" };
const annotation = { path: "a.txt", start_line: 1, end_line: 1, annotation_level: "failure", message: "m" } as const;

beforeAll(async () => {
  standin = await start({ events: ["pull_request", "check_run"] });
  const shop = standin.repository("acme/shop");
  await shop.push("main", { "a.txt": "one\n" });
  await shop.push("topic", { "a.txt": "two\n" });
  ({ head } = await shop.openPullRequest({ title: "Topic", head: "topic" }));
  shop.requiredCheck("dataplan", { appId: settings.id });
  octokit = await asInstallation(standin);
});

afterAll(() => standin.close());

const state = async (): Promise<readonly unknown[]> => {
  const { mergeable_state, required } = await standin.repository("acme/shop").pullState(1);
  return [mergeable_state, required[0]?.verdict];
};

test("the required check decides whether the pull request merges", async () => {
  expect(await state()).toEqual(["blocked", "absent"]);
  const { data: run } = await octokit.rest.checks.create({
    ...repo,
    name: "dataplan",
    head_sha: head,
    status: "in_progress",
  });
  expect(run.app?.id).toBe(settings.id);
  expect(await state()).toEqual(["blocked", "pending"]);
  const update = { ...repo, check_run_id: run.id };
  for (const conclusion of ["failure", "action_required", "cancelled", "timed_out"] as const) {
    await octokit.rest.checks.update({ ...update, conclusion });
    expect(await state()).toEqual(["blocked", "block"]);
  }
  for (const conclusion of ["success", "neutral", "skipped"] as const) {
    await octokit.rest.checks.update({ ...update, conclusion });
    expect(await state()).toEqual(["clean", "pass"]);
  }
  await octokit.rest.checks.create({ ...repo, name: "dataplan", head_sha: head, conclusion: "failure" });
  expect(await state()).toEqual(["blocked", "block"]);
  const told = standin.deliveries.filter(({ event }) => event === "check_run").map(({ action }) => action);
  expect(told).toEqual(["created", "completed", "created", "completed"]);
  expect(standin.violations).toEqual([]);
});

test("a run of the same name by another App does not meet the requirement", async () => {
  const shop = standin.repository("acme/shop");
  const { sha } = await shop.push("topic", { "a.txt": "three\n" });
  const foreign = await shop.foreignCheck(sha, "dataplan", "success");
  expect(await state()).toEqual(["blocked", "absent"]);
  const update = octokit.rest.checks.update({ ...repo, check_run_id: foreign.id, conclusion: "failure" });
  expect(await refused(update)).toBe(403);
});

test("annotations append, fifty a request", async () => {
  const output = { title: "t", summary: "s", annotations: Array.from({ length: 50 }, () => annotation) };
  const { data: run } = await octokit.rest.checks.create({ ...repo, name: "many", head_sha: head, output });
  const { data: more } = await octokit.rest.checks.update({ ...repo, check_run_id: run.id, output });
  expect(more.output.annotations_count).toBe(100);
  const all = await octokit.paginate(octokit.rest.checks.listAnnotations, { ...repo, check_run_id: run.id });
  expect(all).toHaveLength(100);
  expect(all[0]).toMatchObject({ path: "a.txt", start_line: 1, annotation_level: "failure" });
  expect(standin.violations).toEqual([]);
});

const create = (extra: object): Promise<number> =>
  refused(octokit.rest.checks.create({ ...repo, name: "x", head_sha: head, ...extra }));

const output = (it: object): object => ({ output: { title: "t", summary: "s", ...it } });

test("limits that the description does not know are kept", async () => {
  expect(await create(output({ summary: "é".repeat(40_000) }))).toBe(422);
  expect(await create(output({ annotations: [{ ...annotation, end_line: 2, start_column: 1 }] }))).toBe(422);
  expect(await create(output({ annotations: [{ ...annotation, message: "m".repeat(70_000) }] }))).toBe(422);
  expect(await create(output({ annotations: [{ ...annotation, start_line: 0 }] }))).toBe(422);
  expect(await create({ status: "completed" })).toBe(422);
  expect(await create({ details_url: "javascript:alert(1)" })).toBe(422);
  expect(await create({ head_sha: "0".repeat(40) })).toBe(422);
  expect(standin.violations).toEqual([]);
});

test("what breaks the description is refused and remembered", async () => {
  const annotations = Array.from({ length: 51 }, () => annotation);
  const create = octokit.rest.checks.create({
    ...repo,
    name: "x",
    head_sha: head,
    output: { title: "t", summary: "s", annotations },
  });
  expect(await refused(create)).toBe(422);
  expect(await refused(octokit.request("GET /repos/acme/shop/labels"))).toBe(404);
  expect(standin.violations.map(({ where }) => where)).toEqual([
    "request checks/create",
    "request GET /repos/acme/shop/labels",
  ]);
});

const list = (extra: object): Promise<readonly string[]> =>
  octokit.rest.checks
    .listForRef({ ...repo, ref: head, ...extra })
    .then(({ data }) => data.check_runs.map(({ name }) => name));

test("runs are listed by commit, newest of a name first, and filtered", async () => {
  expect(await list({ check_name: "dataplan" })).toEqual(["dataplan"]);
  expect(await list({ check_name: "dataplan", filter: "all" })).toEqual(["dataplan", "dataplan"]);
  expect(await list({ app_id: 1 })).toEqual([]);
});

test("a re-run reaches the App", async () => {
  const shop = standin.repository("acme/shop");
  const { data } = await octokit.rest.checks.listForRef({ ...repo, ref: head, check_name: "dataplan" });
  const run = data.check_runs[0];
  await shop.rerequest(run?.id ?? 0);
  await shop.rerequestSuite(head);
  await standin.idle();
  const told = standin.deliveries.slice(-2).map(({ event, action, payload }) => [event, action, payload]);
  expect(told).toMatchObject([
    ["check_run", "rerequested", { check_run: { head_sha: head, name: "dataplan", app: { id: settings.id } } }],
    ["check_suite", "rerequested", { check_suite: { head_sha: head } }],
  ]);
  expect(standin.violations).toHaveLength(2);
});
