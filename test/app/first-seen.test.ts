import nock from "nock";
import { afterEach, expect, test } from "vitest";
import { firstSeen } from "../../src/github/first-seen.ts";
import { api, lonely } from "./github-client.ts";

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const commits = (path: string, page: number, found: readonly [string, string][], last?: number) =>
  nock(api)
    .get("/repos/o/r/commits")
    .query({ sha: "base", path, per_page: "1", page: String(page) })
    .reply(
      200,
      found.map(([sha, date]) => ({ sha, commit: { committer: { date }, author: { date: "2020-01-01T00:00:00Z" } } })),
      last === undefined ? {} : { link: `<${api}/repositories/1/commits?per_page=1&page=${last}>; rel="last"` },
    );
const pulls = (sha: string, ...merged: readonly (string | null)[]) =>
  nock(api)
    .get(`/repos/o/r/commits/${sha}/pulls`)
    .reply(
      200,
      merged.map((merged_at) => ({ merged_at })),
    );

test("the day of the merge, where a pull request brought the first commit", async () => {
  commits("a.sql", 1, [["c9", "2026-08-01T00:00:00Z"]], 3);
  commits("a.sql", 3, [["c1", "2026-02-01T10:00:00Z"]]);
  pulls("c1", "2026-04-01T08:00:00Z", null);
  expect([...(await firstSeen(lonely(), "base", ["a.sql"]))]).toEqual([["a.sql", "2026-04-01"]]);
});

test("else the committer's day; a path without a commit is left out", async () => {
  commits("b.sql", 1, [["c2", "2026-02-01T10:00:00Z"]]);
  pulls("c2");
  commits("gone.sql", 1, []);
  expect([...(await firstSeen(lonely(), "base", ["b.sql", "gone.sql"]))]).toEqual([["b.sql", "2026-02-01"]]);
});

test("a clock that runs ahead makes nothing older than its merge", async () => {
  commits("c.sql", 1, [["c3", "2026-05-01T10:00:00Z"]]);
  pulls("c3", "2026-04-01T08:00:00Z");
  expect([...(await firstSeen(lonely(), "base", ["c.sql"]))]).toEqual([["c.sql", "2026-05-01"]]);
});
