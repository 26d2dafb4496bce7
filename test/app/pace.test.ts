import nock from "nock";
import { beforeEach, expect, test } from "vitest";
import { api, lonely } from "./github-client.ts";
import { draw, paces } from "../../src/app/pace.ts";
import type { Database } from "../../src/store/database.ts";
import { keepPace } from "../../src/github/pacing.ts";
import { hideComment } from "../../src/github/hide-comment.ts";
import { borrowDatabase } from "../store/memory-database.ts";

const read = { points: 1, writes: 0, contents: 0 };
const write = { points: 5, writes: 1, contents: 0 };
const comment = { points: 5, writes: 1, contents: 1 };
const full = { points: 900, writes: 20, contents: 80, age: 0, paused: 0 };

let database: Database;
beforeEach(async () => {
  const borrowed = await borrowDatabase();
  database = borrowed.database;
  return () => borrowed.giveBack();
});
const set = (text: string): Promise<unknown> =>
  database.query(`UPDATE dataplan.pace SET filled_at = clock_timestamp(), ${text}`);
const left = async (): Promise<unknown> =>
  (
    await database.query("SELECT points, writes, contents, refusals, paused_until > now() AS paused FROM dataplan.pace")
  )[0];

test("what is left fills up again, to the brim and no further", () => {
  expect(draw({ ...full, writes: 0, age: 2_000 }, write, "gate")).toEqual({
    left: { points: 895, writes: 1, contents: 80 },
    said: 0,
  });
  expect(draw({ ...full, age: 1e9 }, read, "gate").left).toEqual({ points: 899, writes: 20, contents: 80 });
});

const waits = (writes: number): readonly number[] =>
  (["gate", "command", "comment", "reaction", "tidying"] as const).map(
    (rank) => draw({ ...full, writes }, write, rank).said,
  );

test("the gate goes before a command, that before our comment, that before a reaction, and tidying goes last", () => {
  expect(waits(20)).toEqual([0, 0, 0, 0, 0]);
  expect(waits(10)).toEqual([0, 0, 0, 1_000, 3_000]);
  expect(waits(4)).toEqual([0, 0, 2_000, 7_000, 9_000]);
  expect(waits(1)).toEqual([0, 2_000, 5_000, 10_000, 12_000]);
  expect(waits(0)).toEqual([1_000, 3_000, 6_000, 11_000, 13_000]);
});

test("five hundred comments an hour, and while GitHub wants to be left alone nothing at all", () => {
  expect(draw({ ...full, contents: 0 }, comment, "gate").said).toBe(7_200);
  expect(draw({ ...full, paused: 60_000 }, read, "gate").said).toBe(60_000);
});

test("reads ask the store by the handful, writes one by one; a second process draws from the same", async () => {
  const [one, two] = [paces(database)(7), paces(database)(7)];
  for (let at = 0; at < 30; at++) await one.go("gate", read);
  await two.go("gate", write);
  expect(await left()).toMatchObject({ refusals: 0 });
  const { points, writes } = (await left()) as { points: number; writes: number };
  expect([Math.floor(points / 10), Math.floor(writes)]).toEqual([84, 19]);
});

test("what would have to wait long is refused, as GitHub would", async () => {
  const pace = paces(database)(7);
  await pace.go("gate", read);
  await pace.refused(90_000);
  await expect(pace.go("gate", read)).rejects.toMatchObject({
    status: 429,
    response: { headers: { "retry-after": "90" } },
  });
  await set("paused_until = NULL, contents = 0");
  await expect(pace.go("comment", comment)).rejects.toMatchObject({ status: 429 });
});

test("without a word of how long, it is a minute, then two, then four; an answer ends that", async () => {
  const pace = paces(database)(7);
  const waits: number[] = [];
  for (let times = 0; times < 3; times++) {
    await pace.refused(undefined);
    const [row] = await database.query<{ s: number }>(
      "SELECT round(extract(epoch FROM paused_until - now()))::int AS s FROM dataplan.pace",
    );
    waits.push(row?.s ?? 0);
    await set("paused_until = now()");
  }
  expect(waits).toEqual([60, 120, 240]);
  await pace.answered(4_000);
  expect(await left()).toMatchObject({ refusals: 0, paused: null });
});

test("several that are refused at the same moment are one refusal", async () => {
  const pace = paces(database)(7);
  await Promise.all([1, 2, 3].map(() => pace.refused(undefined)));
  expect(await left()).toMatchObject({ refusals: 1 });
});

test("neither a reaction nor tidying ever waits", async () => {
  const pace = paces(database)(7);
  await pace.go("gate", read);
  await set("writes = 3");
  await expect(pace.go("reaction", write)).rejects.toMatchObject({ status: 429 });
  await set("writes = 5");
  await expect(pace.go("tidying", write)).rejects.toMatchObject({ status: 429 });
});

test("each request goes by what it is for: the gate, a command's answer, our comment, a reaction, tidying", async () => {
  const { octokit, ...at } = lonely();
  nock(api).persist().get(/.*/).reply(200, []).post("/graphql").reply(200, { data: {} });
  nock(api).persist().post(/.*/).reply(201, {}).patch(/.*/).reply(200, {}).delete(/.*/).reply(200, []);
  const asked: string[] = [];
  keepPace(octokit, {
    go: async (rank, { writes, contents }) => void asked.push(`${rank} ${writes} ${contents}`),
    refused: async () => {},
    answered: async () => {},
  });
  const { issues, checks, reactions } = octokit.rest;
  const here = { ...at, issue_number: 5 };
  await checks.create({ ...at, name: "dataplan", head_sha: "h" });
  await issues.listComments(here);
  await issues.createComment({ ...here, body: "<!-- dataplan:reply:7 -->\nDone." });
  await issues.createComment({ ...here, body: "<!-- dataplan:verdict -->\nBlocked." });
  await issues.updateComment({ ...at, comment_id: 9, body: "<!-- dataplan:verdict -->\nPassed." });
  await reactions.createForIssueComment({ ...at, comment_id: 9, content: "eyes" });
  await issues.addLabels({ ...here, labels: ["a"] });
  await issues.removeLabel({ ...here, name: "a/b" });
  await octokit.graphql("query($a:ID!){node(id:$a){id}}", { a: "x" });
  await hideComment(octokit, "x");
  nock.cleanAll();
  expect(asked).toEqual([
    "gate 1 0",
    "gate 0 0",
    "command 1 1",
    "comment 1 1",
    "comment 1 0",
    "reaction 1 1",
    "tidying 1 0",
    "tidying 1 0",
    "gate 0 0",
    "tidying 1 0",
  ]);
});
