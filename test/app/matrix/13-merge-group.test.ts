import { expect, test } from "vitest";
import { answerFor, gate, simple } from "../answers.ts";
import { appId, manifest, open, type Scene, scene, type SceneOptions } from "../app.ts";

const green = (head: string) =>
  answerFor(head, { report: { conclusion: "success", title: "Open", summary: `for ${head}`, annotations: [] } });

async function queued(options: SceneOptions = {}): Promise<Scene> {
  const here = await scene(options);
  here.shop.requiredCheck("dataplan", { appId });
  here.shop.queue.require("main");
  return here;
}

async function harmless(here: Scene, name: string): Promise<number> {
  const number = await open(here, { [`${name}.txt`]: "x\n" }, { branch: name });
  await here.settled();
  return number;
}

const onGroup = (here: Scene, sha: string) =>
  [...here.shop.state.checkRuns.values()].filter((run) => run.headSha === sha && run.app.id === appId);

const PROJECT = {
  "dbt_project.yml": "name: shop\nversion: '1.0'\nprofile: warehouse\nmodel-paths: [models]\n",
  "models/stg_users.sql": "select id as user_id, region_code from raw.users\n",
  "models/stg_users.yml":
    "models:\n  - name: stg_users\n    columns:\n      - name: user_id\n      - name: region_code\n",
};
const READS = {
  "models/regions.sql": "select region_code, count(*) as users from {{ ref('stg_users') }} group by 1\n",
};
const REMOVES = {
  "models/stg_users.sql": "select id as user_id from raw.users\n",
  "models/stg_users.yml": "models:\n  - name: stg_users\n    columns:\n      - name: user_id\n",
};

test("two pull requests that only break together: the second is stopped in the queue, and is told why", async () => {
  const here = await queued();
  await here.shop.push("main", PROJECT);
  const reads = await open(here, READS, { branch: "reads" });
  const removes = await open(here, REMOVES, { branch: "removes" });
  await here.settled();
  for (const number of [reads, removes])
    expect((await here.ours(number)).checks).toMatchObject([{ conclusion: "success" }]);

  await here.shop.queue.add(reads);
  const second = await here.shop.queue.add(removes);
  await here.settled();
  const [run] = onGroup(here, second.headSha);
  expect(run).toMatchObject({ status: "completed", conclusion: "failure" });
  expect(run?.summary).toContain(`#${removes} as the merge queue would merge it`);
  expect(run?.summary).toContain("model-column-removed");

  await here.shop.queue.advance();
  await here.settled();
  expect(await here.shop.pullState(reads)).toMatchObject({ state: "closed" });
  expect(await here.shop.pullState(removes)).toMatchObject({ state: "open" });
  expect(here.shop.queue.groups).toEqual([]);
  const told = (await here.ours(removes)).comments.filter((body) => body.includes("dataplan:queue"));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("In the merge queue, together with what is before it, this cannot merge");
  expect(told[0]).toContain("region_code");
  expect((await here.ours(reads)).comments.filter((body) => body.includes("dataplan:queue"))).toEqual([]);
  expect(here.standin.violations).toEqual([]);
});

test("a group that is fine merges, with one check and no comment", async () => {
  const here = await queued({ answer: async (_, { head }) => green(head) });
  const number = await harmless(here, "one");
  const before = (await here.ours(number)).comments;
  here.writes();
  const group = await here.shop.queue.add(number);
  await here.settled();
  expect(here.writes()).toEqual(["checks/create"]);
  expect(onGroup(here, group.headSha)).toMatchObject([{ conclusion: "success" }]);
  await here.shop.queue.advance();
  await here.settled();
  expect(await here.shop.pullState(number)).toMatchObject({ state: "closed" });
  expect((await here.ours(number)).comments).toEqual(before);
  expect(here.writes()).toEqual([]);
  expect(here.standin.violations).toEqual([]);
});

test("the whole difference to what is before it is judged, by the configuration that will be in force", async () => {
  const judged: unknown[] = [];
  const here = await queued({
    answer: async (_, { head, base, branch, author }) => {
      judged.push({ head, base, branch, author });
      return green(head);
    },
  });
  const first = await harmless(here, "one");
  const second = await harmless(here, "two");
  judged.length = 0;
  const front = await here.shop.queue.add(first);
  const behind = await here.shop.queue.add(second);
  await here.settled();
  expect(judged).toEqual([
    { head: front.headSha, base: front.baseSha, branch: front.baseSha, author: "ada" },
    { head: behind.headSha, base: front.headSha, branch: front.headSha, author: "ada" },
  ]);
});

test("a group that is given up while it is judged gets no answer, and what was said to be going on is over", async () => {
  const hold = gate();
  let groups = 0;
  const here = await queued({
    patience: 0,
    answer: async (_, { head, base, branch }) => {
      if (base === branch && here.shop.queue.groups.some(({ headSha }) => headSha === head)) {
        groups += 1;
        await hold.opened;
      }
      return green(head);
    },
  });
  const number = await harmless(here, "one");
  const group = await here.shop.queue.add(number);
  await expect.poll(() => onGroup(here, group.headSha)[0]?.status, { timeout: 30_000 }).toBe("in_progress");
  expect(groups).toBe(1);
  await here.shop.queue.remove(number);
  hold.open();
  await here.settled();
  expect(onGroup(here, group.headSha)).toMatchObject([{ status: "completed", conclusion: "cancelled" }]);
  expect(here.standin.violations).toEqual([]);
});

test("a branch with a name that nobody knows is judged all the same, and the check says what is not carried over", async () => {
  const here = await queued({ answer: async (_, { head }) => green(head) });
  const number = await harmless(here, "one");
  const group = await here.shop.queue.add(number, () => "refs/heads/another-queue/7");
  await here.settled();
  const [run] = onGroup(here, group.headSha);
  expect(run).toMatchObject({ conclusion: "success" });
  expect(run?.summary).toContain("no waiver and no approval is carried over");
});

test("the check of a group can be re-run, though GitHub names no pull request", async () => {
  const here = await queued({ answer: simple });
  await here.shop.push("topic", { "x.txt": "x\n" });
  const { number } = await here.shop.openPullRequest({ title: "t", head: "topic" });
  await here.settled();
  here.shop.state.required.length = 0;
  const group = await here.shop.queue.add(number);
  await here.settled();
  const [run] = onGroup(here, group.headSha);
  here.writes();
  await here.shop.rerequest(run?.id ?? 0);
  await here.settled();
  expect(here.writes()).toEqual(["checks/update"]);
  expect(onGroup(here, group.headSha)).toMatchObject([{ id: run?.id, status: "completed", conclusion: "failure" }]);
  expect(here.standin.violations).toEqual([]);
});

test("a fault of ours leaves the queue closed, and says so", async () => {
  const here = await queued({
    answer: async (_, { head, base, branch }) => {
      if (base === branch) throw new Error("boom");
      return green(head);
    },
  });
  await here.shop.push("topic", { "x.txt": "x\n" });
  await here.shop.push("main", { "elsewhere.txt": "x\n" });
  const { number } = await here.shop.openPullRequest({ title: "t", head: "topic" });
  await here.settled();
  const group = await here.shop.queue.add(number);
  await here.settled();
  expect(onGroup(here, group.headSha)).toMatchObject([{ conclusion: "failure", title: "Could not decide" }]);
});

test("without `merge_queues` GitHub never says a word of the queue, which is what app.yml asks it for", async () => {
  const { merge_queues: _, ...permissions } = manifest.default_permissions;
  const here = await queued({ permissions, answer: async (_, { head }) => green(head) });
  const number = await harmless(here, "one");
  const group = await here.shop.queue.add(number);
  await here.settled();
  expect(onGroup(here, group.headSha)).toEqual([]);
  await here.shop.queue.advance();
  expect(await here.shop.pullState(number)).toMatchObject({ state: "open" });
});
