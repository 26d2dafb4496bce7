import { beforeEach, expect, onTestFinished, test } from "vitest";
import { Clock } from "../../src/app/clock.ts";
import { createProbot, scopedClient } from "../../src/app/clients.ts";
import { Granted } from "../../src/app/granted.ts";
import type { Job } from "../../src/app/job.ts";
import { createLog } from "../../src/app/log.ts";
import { missedDeliveries } from "../../src/app/rounds/missed-deliveries.ts";
import type { Round, RoundWorld } from "../../src/app/rounds/round.ts";
import { staleRuns } from "../../src/app/rounds/stale-runs.ts";
import { unansweredPulls } from "../../src/app/rounds/unanswered-pulls.ts";
import { beginCheckRun, writeCheckRun } from "../../src/github/check-run.ts";
import { Tokens } from "../../src/app/tokens.ts";
import { etagMemory } from "../../src/github/etag-memory.ts";
import { noteAnswer, noteAtWork } from "../../src/store/at-work.ts";
import type { Database } from "../../src/store/database.ts";
import { beginRound } from "../../src/store/rounds.ts";
import { settings, start } from "../standin/client.ts";
import { borrowDatabase } from "../store/memory-database.ts";

const MINUTE = 60_000;
const TOKENS = new Set(["apps/get-installation", "apps/create-installation-access-token"]);
let database: Database;

beforeEach(async () => {
  const borrowed = await borrowDatabase();
  database = borrowed.database;
  return () => borrowed.giveBack();
});

/** A GitHub, and rounds that are told what time it is. What they put into the inbox is only written down. */
async function scene() {
  const standin = await start({ events: ["pull_request", "issue_comment"] });
  onTestFinished(() => standin.close());
  standin.sendWebhooksTo("http://127.0.0.1:9/");
  const log = createLog("fatal", []);
  const app = { appId: settings.id, privateKey: settings.privateKey, webhookSecret: settings.webhookSecret };
  const server = {
    host: "",
    port: 0,
    apiUrl: standin.url,
    logLevel: "fatal",
    cacheDir: "",
    dataDir: "",
    role: "all",
    throttle: false,
  } as const;
  const probot = await createProbot({ ...app, ...server }, log, new Clock()).ready();
  const asApp = () => probot.auth();
  const to = { probot, tokens: new Tokens(asApp, new Granted(asApp, Date.now)), etags: etagMemory() };
  const accepted: Job[] = [];
  let seen = 0;
  const world: RoundWorld = {
    log,
    database,
    us: () => ({ appId: settings.id }),
    app: asApp,
    client: (scope) => scopedClient(scope, to),
    accept: async (_, jobs) => void accepted.push(...jobs),
  };
  const shop = standin.repository("acme/shop");
  await shop.push("main", { "a.txt": "one\n" });
  return {
    standin,
    shop,
    accepted,
    /** What a round does that begins so many minutes from now. */
    run: (round: Round, minutes: number) => round.run(world, new Date(Date.now() + minutes * MINUTE)),
    async open(branch: string): Promise<number> {
      await shop.push(branch, { [`${branch}.txt`]: "x\n" });
      return (await shop.openPullRequest({ title: branch, head: branch })).number;
    },
    /** Our run on a head, for these pull requests. */
    async answer(head: string, scope: string, status: "completed" | "in_progress" = "completed"): Promise<void> {
      const whose = { installation: standin.installationId, repository: shop.state.id };
      const octokit = await scopedClient({ ...whose, work: "review" }, to);
      const at = { octokit, owner: "acme", repo: "shop", head, appId: settings.id, scope, beforeWrite: async () => {} };
      const report = { conclusion: "success", title: "", summary: status, annotations: [] } as const;
      if (status === "completed") await writeCheckRun(at, report, true);
      else await beginCheckRun(at);
    },
    /** Operations since the last time this was asked; what was free is marked. */
    asked(): readonly string[] {
      const made = standin.requests.slice(seen);
      seen = standin.requests.length;
      const calls = made.filter(({ operation }) => !TOKENS.has(operation));
      return calls.map(({ operation, status }) => (status === 304 ? `${operation} (free)` : operation));
    },
    redelivered: () => standin.deliveries.filter(({ redelivery }) => redelivery).map(({ guid }) => guid),
  };
}

test("deliveries that never came are sent again: once, oldest first, and not while they are under way", async () => {
  const here = await scene();
  await here.open("one");
  await here.open("two");
  await here.standin.idle();
  const lost = here.standin.deliveries.map(({ guid }) => guid);
  expect(await here.run(missedDeliveries, 0)).toMatchObject({ lost: 0 });
  expect(await here.run(missedDeliveries, 2)).toMatchObject({ lost: lost.length, asked: lost.length });
  await here.standin.idle();
  expect(here.redelivered()).toEqual(lost);
  expect(here.standin.violations).toEqual([]);
});

test("a delivery is asked for three times at most, each time after the last attempt has failed", async () => {
  const here = await scene();
  await here.open("one");
  await here.standin.idle();
  const many = here.standin.deliveries.length;
  for (let minutes = 2; minutes < 60; minutes += 5) {
    await here.run(missedDeliveries, minutes);
    await here.standin.idle();
  }
  expect(here.redelivered()).toHaveLength(3 * many);
});

test("what an attempt brought, what the inbox has, and what is older than three days is left alone", async () => {
  const here = await scene();
  await here.open("one");
  await here.standin.idle();
  const [first, second, ...rest] = here.standin.deliveries;
  if (first === undefined || second === undefined) throw new Error("no deliveries");
  await database.query("INSERT INTO dataplan.delivery (id, event, state) VALUES ($1, 'x', 'received')", [first.guid]);
  second.statusCode = 202;
  expect(await here.run(missedDeliveries, 2)).toMatchObject({ lost: rest.length });
  await database.script("TRUNCATE dataplan.redelivery, dataplan.round");
  expect(await here.run(missedDeliveries, 3 * 24 * 60 + 1)).toMatchObject({ attempts: 0, lost: 0 });
});

test("the list is read to where it was read before, however many pages that is", async () => {
  const here = await scene();
  const number = await here.open("one");
  for (let at = 0; at < 130; at++) here.shop.comment(number, `${at}`);
  await here.standin.idle();
  for (const each of here.standin.deliveries) each.statusCode = 202;
  const lost = here.standin.deliveries[3];
  if (lost !== undefined) lost.statusCode = 503;
  here.asked();
  expect(await here.run(missedDeliveries, 2)).toMatchObject({ lost: 1, asked: 1 });
  expect(here.asked().filter((operation) => operation === "apps/list-webhook-deliveries")).toHaveLength(2);
  expect(here.redelivered()).toEqual([lost?.guid]);
  const old = new Date(Date.now() - 60 * MINUTE).toISOString();
  for (const each of here.standin.deliveries) each.deliveredAt = old;
  expect(await here.run(missedDeliveries, 7)).toMatchObject({ attempts: 0 });
  expect(here.asked()).toEqual(["apps/list-webhook-deliveries"]);
});

test("a round that GitHub breaks off begins next time where the last whole one ended", async () => {
  const here = await scene();
  await here.open("one");
  await here.standin.idle();
  here.standin.faults.next({ route: "apps/redeliver-webhook-delivery", status: 422 });
  await expect(here.run(missedDeliveries, 2)).rejects.toMatchObject({ status: 422 });
  await here.run(missedDeliveries, 20);
  await here.standin.idle();
  expect(new Set(here.redelivered())).toEqual(new Set(here.standin.deliveries.map(({ guid }) => guid)));
});

test("each open pull request whose head lacks our finished run gets a look, and no other", async () => {
  const here = await scene();
  const [one, two, three] = [await here.open("one"), await here.open("two"), await here.open("three")];
  await here.shop.closePullRequest(three);
  expect(await here.run(unansweredPulls, 5)).toEqual({ repositories: 1, looks: 2 });
  expect(here.accepted).toMatchObject([{ pull: two }, { pull: one }]);
  expect(here.accepted[0]).toMatchObject({ kind: "review", fresh: false, owner: "acme", name: "shop" });
  expect(here.standin.violations).toEqual([]);
});

test("a foreign check, and one of ours that is not finished or speaks for other pull requests, is no answer", async () => {
  const here = await scene();
  const number = await here.open("one");
  const { head } = await here.shop.pullState(number);
  await here.shop.foreignCheck(head, "dataplan", "success");
  expect(await here.run(unansweredPulls, 5)).toMatchObject({ looks: 1 });
  await here.answer(head, `${number} main`, "in_progress");
  expect(await here.run(unansweredPulls, 20)).toMatchObject({ looks: 1 });
  await here.answer(head, "99 other");
  expect(await here.run(unansweredPulls, 35)).toMatchObject({ looks: 1 });
});

test("where all are answered, a repository costs one question that is free, until something changes", async () => {
  const here = await scene();
  const number = await here.open("one");
  const { head } = await here.shop.pullState(number);
  await here.answer(head, `${number} main`);
  here.asked();
  expect(await here.run(unansweredPulls, 5)).toMatchObject({ looks: 0 });
  expect(here.asked()).toEqual([
    "apps/list-installations",
    "apps/list-repos-accessible-to-installation",
    "pulls/list",
    "repos/list-pull-requests-associated-with-commit",
    "checks/list-for-ref",
  ]);
  expect(await here.run(unansweredPulls, 20)).toMatchObject({ looks: 0 });
  expect(here.asked().at(-1)).toBe("pulls/list (free)");
  await here.shop.push("one", { "x.txt": "x" });
  expect(await here.run(unansweredPulls, 35)).toMatchObject({ looks: 1 });
  expect(await here.run(unansweredPulls, 50)).toMatchObject({ looks: 1 });
  expect(here.standin.violations).toEqual([]);
});

test("what changed just now is in somebody's hands, and is seen by the next round", async () => {
  const here = await scene();
  await here.open("one");
  expect(await here.run(unansweredPulls, 0)).toMatchObject({ looks: 0 });
  expect(await here.run(unansweredPulls, 5)).toMatchObject({ looks: 1 });
});

test("an installation that GitHub does not let us into holds up nothing, and is asked again", async () => {
  const here = await scene();
  await here.open("one");
  here.standin.faults.next({ route: "apps/list-repos-accessible-to-installation", status: 403 });
  expect(await here.run(unansweredPulls, 5)).toMatchObject({ looks: 0 });
  expect(await here.run(unansweredPulls, 20)).toMatchObject({ looks: 1 });
});

test("a run that has stood at work for ten minutes is looked at again, once in ten minutes, until it is answered", async () => {
  const here = await scene();
  const job = { kind: "review", installation: 1, repository: 7, owner: "acme", name: "shop", pull: 3, fresh: false };
  await noteAtWork(database, { repository: 7, pull: 3, job });
  await noteAtWork(database, { repository: 7, pull: 4, job });
  const age = (minutes: number) =>
    database.query("UPDATE dataplan.at_work SET since = now() - $1 * interval '1 minute' WHERE pull = 3", [minutes]);
  expect(await here.run(staleRuns, 0)).toEqual({ found: 0 });
  await age(11);
  expect(await here.run(staleRuns, 0)).toEqual({ found: 1 });
  expect(here.accepted).toEqual([job]);
  expect(await here.run(staleRuns, 0)).toEqual({ found: 0 });
  await age(11);
  await noteAnswer(database, { repository: 7, pull: 3 });
  expect(await here.run(staleRuns, 0)).toEqual({ found: 0 });
});

test("of several processes one begins a round, and none before it is due", async () => {
  const begun = await Promise.all(Array.from({ length: 5 }, () => beginRound(database, "a", MINUTE)));
  expect(begun.filter(Boolean)).toHaveLength(1);
  expect(await beginRound(database, "b", MINUTE)).toBe(true);
  await database.query("UPDATE dataplan.round SET began_at = now() - interval '61 seconds' WHERE name = 'a'");
  expect([await beginRound(database, "a", MINUTE), await beginRound(database, "b", MINUTE)]).toEqual([true, false]);
});
