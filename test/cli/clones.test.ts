import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commit, dataplan, git, scratch, shop } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);
const origin = join(folder, "origin");
let world: { main: string; feature: string };
beforeAll(() => {
  world = shop(origin);
  git(origin, "checkout", "-q", "main");
  git(origin, "config", "uploadpack.allowFilter", "true");
  git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
});
const clone = (name: string, ...args: string[]): string => {
  const target = join(folder, name);
  git(folder, "clone", "-q", ...args, pathToFileURL(origin).href, target);
  return target;
};
const judge = (repo: string, ...args: string[]) =>
  dataplan(["review", "--no-probe", "--repo", repo, "--format", "json", ...args], folder);
const headOf = (out: string): string => (JSON.parse(out) as { head: string }).head;

describe("clones of every kind", () => {
  test("bare", () => {
    const bare = clone("bare.git", "--bare");
    const { code, out } = judge(bare, "--head", "feature");
    expect(code).toBe(1);
    expect(headOf(out)).toBe(world.feature);
  });

  test("partial: the missing blobs come in one request", () => {
    const partial = clone("partial", "--filter=blob:none", "--no-checkout");
    expect(git(partial, "rev-list", "--objects", "--all", "--missing=print")).toMatch(/^\?/m);
    const { code, out } = judge(partial, "--head", "origin/feature");
    expect(code).toBe(1);
    expect(headOf(out)).toBe(world.feature);
  });

  test("partial and its remote away: what is wrong, and what to do", () => {
    const partial = clone("orphan", "--filter=blob:none", "--no-checkout");
    git(partial, "remote", "set-url", "origin", join(folder, "gone"));
    const { code, err } = judge(partial, "--head", "origin/feature");
    expect(code).toBe(2);
    expect(err).toContain("partial clone");
    expect(err).toContain("git fetch --refetch");
  });

  test("shallow: no merge base, and the command that brings it", () => {
    commit(origin, "more", { "README.md": "more\n" });
    const shallow = clone("shallow", "--depth=1", "--no-single-branch");
    const { code, err } = judge(shallow, "--head", "origin/feature");
    expect(code).toBe(2);
    expect(err).toContain("shallow");
    expect(err).toContain("git fetch --unshallow");
  });

  test("shallow, with a base that is not there", () => {
    const { code, err } = judge(join(folder, "shallow"), "--base", world.main);
    expect(code).toBe(2);
    expect(err).toContain("git fetch --unshallow");
  });

  test("on the default branch: the commit before it is compared, and that is said", () => {
    const plain = clone("plain");
    const { code, err } = judge(plain);
    expect(code).toBe(0);
    expect(err).toContain("is on origin/main already: compared with the commit before it");
  });

  test("on the default branch with one commit: an error with a way out", () => {
    const single = join(folder, "single");
    git(folder, "init", "-q", "-b", "main", single);
    commit(single, "first", { "README.md": "x\n" });
    const { code, err } = judge(single);
    expect(code).toBe(2);
    expect(err).toContain("no commit before it");
    expect(err).toContain("--base REV");
  });

  test("a commit that is ahead of the remote's default branch is compared with it", () => {
    const ahead = clone("ahead");
    git(ahead, "merge", "-q", "--no-edit", "origin/feature");
    const { code, err } = judge(ahead);
    expect(code).toBe(1);
    expect(err).toContain("merge base of origin/main");
  });

  test("no repository, no folder, no commit", () => {
    expect(dataplan(["review"], folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining("not a git repository"),
    });
    expect(judge(join(folder, "nowhere"))).toMatchObject({
      code: 2,
      err: expect.stringContaining("There is no folder"),
    });
    expect(judge(origin, "--head", "nope")).toMatchObject({
      code: 2,
      err: expect.stringContaining("no commit `nope`"),
    });
    expect(judge(origin, "--head=--output=/tmp/x")).toMatchObject({ code: 2 });
  });
});
