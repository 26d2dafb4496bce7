import nock from "nock";
import { afterEach, expect, test } from "vitest";
import { githubRepository, objectMemory } from "../../src/github/repository.ts";
import { api, lonely } from "./github-client.ts";

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const tree = (sha: string, recursive: boolean, truncated: boolean, ...entries: readonly [string, string, string][]) =>
  nock(api)
    .get(`/repos/o/r/git/trees/${sha}`)
    .query(recursive ? { recursive: "1" } : {})
    .reply(200, {
      sha,
      truncated,
      tree: entries.map(([type, path, hash]) => ({
        type,
        path,
        sha: hash,
        mode: type === "tree" ? "040000" : type === "commit" ? "160000" : "100644",
        ...(type === "blob" ? { size: 3 } : {}),
      })),
    });

test("a tree is one request, and asked for once", async () => {
  tree("c1", true, false, ["tree", "a", "t"], ["blob", "a/x.sql", "b1"], ["commit", "vendored", "s1"]);
  const repository = githubRepository(lonely(), 1, objectMemory());
  const entries = await repository.tree("c1");
  expect(entries).toEqual([
    { path: "a/x.sql", hash: "b1", mode: "100644", size: 3 },
    { path: "vendored", hash: "s1", mode: "160000" },
  ]);
  expect(await repository.tree("c1")).toBe(entries);
});

test("whoever wants a tree that is being asked for waits for that answer; a refusal is shared, and not remembered", async () => {
  const memory = objectMemory();
  const both = (commit: string) =>
    Promise.allSettled([1, 2].map(() => githubRepository(lonely(), 1, memory).tree(commit)));
  tree("c5", true, false, ["blob", "a", "b1"]);
  expect(await both("c5")).toMatchObject([{ value: [{ path: "a" }] }, { value: [{ path: "a" }] }]);
  nock(api).get("/repos/o/r/git/trees/c6?recursive=1").reply(403, { message: "API rate limit exceeded" });
  expect(await both("c6")).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
  tree("c6", true, false, ["blob", "b", "b2"]);
  expect(await both("c6")).toMatchObject([{ status: "fulfilled" }, { status: "fulfilled" }]);
});

test("a tree that was cut short is walked, folder by folder and as deep as it takes", async () => {
  tree("c2", true, true, ["blob", "lost", "b0"]);
  tree("c2", false, false, ["blob", "top", "b1"], ["tree", "small", "t1"], ["tree", "large", "t2"]);
  tree("t1", true, false, ["blob", "x/y", "b2"]);
  tree("t2", true, true);
  tree("t2", false, false, ["tree", "deep", "t3"], ["blob", "z", "b3"]);
  tree("t3", true, false, ["blob", "w", "b4"]);
  const entries = await githubRepository(lonely(), 1, objectMemory()).tree("c2");
  expect(entries.map(({ path }) => path).sort()).toEqual(["large/deep/w", "large/z", "small/x/y", "top"]);
});

test("a folder that is cut short by itself is not taken for whole", async () => {
  tree("c3", true, true);
  tree("c3", false, true, ["blob", "top", "b1"]);
  await expect(githubRepository(lonely(), 1, objectMemory()).tree("c3")).rejects.toThrow("Unexpected cut");
});

test("blobs come by eight at most, each once for ever, and one that is gone is absent", async () => {
  let open = 0;
  let most = 0;
  const hashes = Array.from({ length: 30 }, (_, i) => `b${i}`);
  for (const hash of hashes)
    nock(api)
      .get(`/repos/o/r/git/blobs/${hash}`)
      .reply(async () => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open -= 1;
        const content = Buffer.from(`text of ${hash}\u00e9`).toString("base64");
        return hash === "b7" ? [404, {}] : [200, { sha: hash, encoding: "base64", content }];
      });
  const memory = objectMemory();
  const blobs = await githubRepository(lonely(), 1, memory).blobs([...hashes, "b0"]);
  expect(most).toBe(8);
  expect(blobs.size).toBe(29);
  expect(new TextDecoder().decode(blobs.get("b3"))).toBe("text of b3é");
  expect((await githubRepository(lonely(), 1, memory).blobs(["b3"])).size).toBe(1);
  nock(api).get("/repos/o/r/git/blobs/b3").reply(404, {});
  expect((await githubRepository(lonely(), 2, memory).blobs(["b3"])).size).toBe(0);
});

test("a refusal is not taken for absence", async () => {
  nock(api).get("/repos/o/r/git/blobs/b1").reply(403, { message: "API rate limit exceeded" });
  await expect(githubRepository(lonely(), 1, objectMemory()).blobs(["b1"])).rejects.toThrow("rate limit");
});

test("what is too long to read is not asked for", async () => {
  nock(api)
    .get("/repos/o/r/git/trees/c4?recursive=1")
    .reply(200, {
      truncated: false,
      tree: [{ type: "blob", path: "dump.sql", sha: "big", mode: "100644", size: 3e6 }],
    });
  const repository = githubRepository(lonely(), 1, objectMemory());
  await repository.tree("c4");
  expect((await repository.blobs(["big"])).size).toBe(0);
});
