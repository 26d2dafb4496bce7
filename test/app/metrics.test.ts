import { expect, onTestFinished, test } from "vitest";
import { counter, exposition, gauge, histogram } from "../../src/app/metrics/exposition.ts";
import { storeGauges } from "../../src/app/metrics/gauges.ts";
import { operationOf } from "../../src/app/metrics/operation-of.ts";
import { stateOf } from "../../src/store/state-of.ts";
import { borrowDatabase } from "../store/memory-database.ts";
import { simple } from "./answers.ts";
import { open, scene } from "./app.ts";

test("counters, gauges and histograms are told as Prometheus reads them", () => {
  const calls = counter("calls_total", "How often\nwe asked \\ GitHub", { to: "a" });
  calls.add({ to: 'b"\\\n' });
  calls.add({ to: 'b"\\\n' }, 2);
  const took = histogram("took_seconds", "Time", [0.1, 1]);
  for (const seconds of [0.05, 0.1, 0.5, 7]) took.observe(seconds);
  const unseen = histogram("unseen_seconds", "Nothing yet", [1]);
  expect(exposition([calls, took, unseen, gauge("up", "Up", { value: 1 }), gauge("far", "Far", { value: Infinity })]))
    .toBe(`# HELP calls_total How often\\nwe asked \\\\ GitHub
# TYPE calls_total counter
calls_total{to="a"} 0
calls_total{to="b\\"\\\\\\n"} 3
# HELP took_seconds Time
# TYPE took_seconds histogram
took_seconds_bucket{le="0.1"} 2
took_seconds_bucket{le="1"} 3
took_seconds_bucket{le="+Inf"} 4
took_seconds_sum 7.65
took_seconds_count 4
# HELP up Up
# TYPE up gauge
up 1
# HELP far Far
# TYPE far gauge
far +Inf
`);
});

test.each([
  ["GET", "https://api.github.com/repos/acme/pulls/pulls/7?page=2", "GET /repos/:/:/pulls/:"],
  ["GET", "https://api.github.com/repositories/12/pulls?page=2", "GET /repositories/:/pulls"],
  [
    "POST",
    "https://ghe.example/api/v3/app/installations/5/access_tokens",
    "POST /api/v3/app/installations/:/access_tokens",
  ],
  ["GET", "https://api.github.com/repos/a/b/contents/users/git/secret.sql?ref=x", "GET /repos/:/:/contents/:"],
  ["GET", "https://api.github.com/repos/a/b/commits/abc/check-runs", "GET /repos/:/:/commits/:/check-runs"],
  ["GET", "https://api.github.com/repos/a/b/rules/branches/status", "GET /repos/:/:/rules/branches/:"],
  ["GET", "https://api.github.com/orgs/acme/teams/data/memberships/user", "GET /orgs/:/teams/:/memberships/:"],
  [
    "GET",
    "https://api.github.com/repos/a/b/git/matching-refs/heads/gh-readonly-queue/main",
    "GET /repos/:/:/git/matching-refs/:",
  ],
  ["GET", "https://api.github.com/repos/a/b/collaborators/ada/permission", "GET /repos/:/:/collaborators/:/permission"],
  ["DELETE", "https://api.github.com/repos/a/b/issues/5/labels/pulls", "DELETE /repos/:/:/issues/:/labels/:"],
  ["POST", "https://api.github.com/graphql", "POST /graphql"],
])("a call tells what was asked and nothing of whom: %s %s", (method, url, said) => {
  expect(operationOf(method, url)).toBe(said);
});

const TOKEN = "a token for whoever watches over it";

/** `name{labels}` → value. */
async function metrics(
  url: string,
): Promise<{ readonly text: string; readonly of: (name: string) => number | undefined }> {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  const values = new Map(
    text.split("\n").flatMap((line) => {
      const [, name, value] = /^([^#\s]\S*|[^#].*\}) (\S+)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, Number(value)] as const];
    }),
  );
  return { text, of: (name) => values.get(name) };
}

test("a review is seen in the metrics, and no name of anybody's is", async () => {
  const here = await scene({ answer: simple, metricsToken: TOKEN, throttle: true });
  await open(here);
  await here.settled();
  const [first] = here.standin.deliveries.filter(({ event }) => event === "pull_request");
  here.standin.redeliver(first?.guid ?? "");
  await here.settled();
  await here.app.round("missed-deliveries", new Date());
  const { text, of } = await metrics(here.app.url);
  expect(of('dataplan_deliveries_total{event="pull_request",result="kept"}')).toBeGreaterThan(1);
  expect(of("dataplan_acknowledge_seconds_count")).toBe(here.standin.deliveries.length);
  expect(of("dataplan_duplicates_total")).toBe(1);
  expect(of("dataplan_stale_writes_total")).toBe(0);
  expect(of('dataplan_work_seconds_count{job="review",outcome="done"}')).toBeGreaterThan(0);
  expect(of('dataplan_github_calls_total{operation="POST /repos/:/:/check-runs",outcome="201"}')).toBe(1);
  expect(of('dataplan_rounds_total{round="missed-deliveries",what="asked"}')).toBe(0);
  expect(of('dataplan_rounds_total{round="missed-deliveries",what="runs"}')).toBe(1);
  expect(of('dataplan_queue_jobs{state="waiting"}')).toBe(0);
  expect(of("dataplan_queue_oldest_seconds")).toBe(0);
  expect(of("dataplan_github_remaining")).toBeGreaterThan(4_000);
  expect(of("dataplan_store_up")).toBe(1);
  expect(of("process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
  expect(text).not.toMatch(/acme|shop|ada|topic|main"|[0-9a-f]{40}/);
  // What every call was is known by its words: one that has none would be a name in disguise, or a word that is missing.
  const operations = [...text.matchAll(/operation="(?:GET|POST|PATCH) ([^"]*)"/g)].map(([, path]) => path ?? "");
  expect(operations.filter((path) => /(?:^|\/):\/:\/:|^\/:/.test(path))).toEqual([]);
});

test("a write that came too late is counted", async () => {
  let moved = false;
  const here = await scene({
    metricsToken: TOKEN,
    async answer(...asked) {
      if (!moved) await here.shop.push("topic", { "README.md": "another\n" }, { author: "ada" });
      moved = true;
      return simple(...asked);
    },
  });
  await open(here);
  await here.settled();
  const { of } = await metrics(here.app.url);
  expect(of("dataplan_stale_writes_total")).toBe(1);
  expect(of('dataplan_work_seconds_count{job="review",outcome="again"}')).toBe(1);
});

test("without the token there is no such page, nor where there is no token", async () => {
  const here = await scene({ answer: simple, metricsToken: TOKEN });
  const ask = (headers: Record<string, string>) => fetch(`${here.app.url}/metrics`, { headers });
  expect((await ask({})).status).toBe(404);
  expect((await ask({ authorization: `Bearer ${TOKEN}x` })).status).toBe(404);
  expect((await ask({ authorization: "Bearer " })).status).toBe(404);
  expect((await ask({ authorization: `Bearer ${TOKEN}` })).headers.get("content-type")).toContain("version=0.0.4");
  const closed = await scene({ answer: simple });
  expect((await fetch(`${closed.app.url}/metrics`, { headers: { authorization: "Bearer undefined" } })).status).toBe(
    404,
  );
});

test("the queue's depth and ages come from the store", async () => {
  const borrowed = await borrowDatabase();
  onTestFinished(() => borrowed.giveBack());
  const { database } = borrowed;
  await database.script(`
    INSERT INTO dataplan.delivery (id, event, received_at) VALUES ('a', 'push', now() - interval '1 hour'), ('b', 'push', now());
    INSERT INTO dataplan.job (delivery, lane, turn, pointer, worker, due_at) VALUES
      ('a', 'x', 0, '{}', 'me', now()), ('b', 'y', 0, '{}', NULL, now() - interval '1 minute'), ('b', 'z', 0, '{}', NULL, now() + interval '1 minute');
    INSERT INTO dataplan.pace (installation, points, writes, contents, remaining, paused_until, filled_at) VALUES
      (1, 0, 0, 0, 40, NULL, now()), (2, 0, 0, 0, 900, now() + interval '1 minute', now()), (3, 0, 0, 0, 7, NULL, now() - interval '2 hours')`);
  const state = await stateOf(database);
  expect(state).toMatchObject({ running: 1, waiting: 1, later: 1, workers: 0, remaining: 40, paused: 1, rounds: [] });
  expect(Math.round(state?.oldest ?? 0)).toBeGreaterThanOrEqual(3_600);
  expect(Math.round(state?.overdue ?? 0)).toBeGreaterThanOrEqual(60);
});

test("a store that is away, or never answers, is told as such, and nothing is made up about what is in it", async () => {
  const borrowed = await borrowDatabase();
  onTestFinished(() => borrowed.giveBack());
  const away = { ...borrowed.database, query: () => Promise.reject(new Error("away")) };
  const silent = { ...borrowed.database, query: () => new Promise<never>(() => {}) };
  for (const database of [away, silent])
    expect(exposition(await storeGauges(database))).toBe(
      "# HELP dataplan_store_up 1 where the store answers\n# TYPE dataplan_store_up gauge\ndataplan_store_up 0\n",
    );
});
