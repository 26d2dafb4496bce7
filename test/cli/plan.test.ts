import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { commit, dataplan, git, HARMLESS, put, scratch, shop } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);
const repo = join(folder, "shop");
shop(repo);
const PLAN = "plans/drop-users-legacy-code.md";
const plan = (...args: string[]) => dataplan(["plan", "--no-probe", ...args], repo);

test("writes the plan where the gate will look for it, owned by whoever wrote the change, and never over another", () => {
  const { code, out } = plan();
  expect(code).toBe(0);
  expect(out).toMatch(/^Wrote plans\/drop-users-legacy-code\.md: \d+ answers are left for you, each a TODO\n$/);
  const text = readFileSync(join(repo, PLAN), "utf8");
  expect(text).toContain('owner: "Ana"');
  expect(text).toContain("| drop column | `public.users.legacy_code` | contract | `migrations/0002_drop/up.sql` |");

  put(repo, { [PLAN]: "mine\n" });
  const again = plan();
  expect(again.code).toBe(2);
  expect(again.err).toContain("is there already");
  expect(readFileSync(join(repo, PLAN), "utf8")).toBe("mine\n");
  expect(plan("--force").code).toBe(0);
  expect(readFileSync(join(repo, PLAN), "utf8")).toBe(text);
  expect(plan("--output", "elsewhere/x.md").code).toBe(0);
  expect(readFileSync(join(repo, "elsewhere/x.md"), "utf8")).toBe(text);
  symlinkSync(join(folder, "outside.md"), join(repo, "link.md"));
  expect(plan("--output", "link.md").code).toBe(2);
  expect(existsSync(join(folder, "outside.md"))).toBe(false);
});

test("prints it, from folders too, with the owner of base's CODEOWNERS", () => {
  git(repo, "checkout", "-q", "-b", "owned", "main");
  commit(repo, "owners", { ".github/CODEOWNERS": "/migrations/ @shop/data @bob\n" });
  const base = git(repo, "rev-parse", "HEAD");
  git(repo, "checkout", "-q", "feature");
  const { code, out } = plan("--base", base, "--head", "feature", "--stdout");
  expect(code).toBe(0);
  expect(out).toContain('owner: "@shop/data, @bob"');

  put(folder, { "b/migrations/0001_a/up.sql": "CREATE TABLE users (id int, code text);\n" });
  put(folder, { "h/migrations/0001_a/up.sql": "CREATE TABLE users (id int, code text);\n" });
  put(folder, { "h/migrations/0002_b/up.sql": "ALTER TABLE users DROP COLUMN code;\n" });
  const folders = ["--base-dir", join(folder, "b"), "--head-dir", join(folder, "h")];
  expect(plan(...folders, "--stdout").out).toContain('owner: "TODO: a person or a team"');
  expect(plan(...folders).code).toBe(0);
  expect(existsSync(join(folder, "h/plans/drop-users-code.md"))).toBe(true);
});

test("writes nothing where nothing is owed, nor where there is no folder", () => {
  git(repo, "checkout", "-q", "-b", "harmless", "main");
  commit(repo, "notes", HARMLESS);
  const { code, out, err } = plan();
  expect([code, out]).toEqual([0, ""]);
  expect(err).toContain("no plan has a row to add");
  git(repo, "checkout", "-q", "feature");
  git(folder, "clone", "-q", "--bare", repo, "bare.git");
  const bare = dataplan(["plan", "--no-probe", "--repo", "bare.git", "--base", "main"], folder);
  expect(bare.code).toBe(2);
  expect(bare.err).toContain("--stdout");
  expect(plan("--stdout", "--output", "x").code).toBe(2);
  expect(plan("--output", "-").out).toBe(plan("--stdout").out);
});

test("writes the template of a kind, without a repository where it is only shown", () => {
  const shown = dataplan(["plan", "--kind", "data-plan", "--stdout"], folder);
  expect(shown.code).toBe(0);
  expect(shown.out).toMatch(/^---\nkind: data-plan\nplan_version: 1\ntitle: "TODO: /);
  const { code, out } = plan("--kind", "workflow", "--profile", "streaming,ml");
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/^Wrote plans\/workflow-plan-streaming-ml\.md: \d+ answers are left for you/),
  ]);
  expect(readFileSync(join(repo, "plans/workflow-plan-streaming-ml.md"), "utf8")).toContain(
    "profiles: [streaming, ml]",
  );
  expect(plan("--kind", "data-plam").err).toContain("did you mean data-plan?");
  expect(plan("--kind", "data-plan", "--profile", "ml").err).toContain("leave --profile out");
});
