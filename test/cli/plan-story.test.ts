import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parse } from "yaml";
import { treeOf } from "../case/files.ts";
import { approved, filled, slotLines } from "../plan/fill.ts";
import { commit, dataplan, git, scratch } from "./world.ts";

const story = join(import.meta.dirname, "../../fixtures/stories/plan-gate");
const PLAN = "plans/drop-customers-tier.md";
const answers = Object.entries(parse(readFileSync(join(story, "answers.yml"), "utf8")) as Record<string, string>);
const { folder, remove } = scratch();
afterAll(remove);

const filesIn = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.values(treeOf(name, join(story, name)).files).map(({ path, text }) => [path, text]));

/** What the author reads; the names of the two commits and the day on which the tests run are not part of the story. */
const read = (repo: string): { readonly code: number | null; readonly text: string } => {
  const { code, out } = dataplan(["review", "--format", "markdown"], repo);
  const text = out.replace(/<sub>.*<\/sub>\n$/, "").replaceAll(/was told \(`[\d-]+`\)/g, "was told (`2026-11-21`)");
  return { code, text };
};

test("blocked, scaffold, filled in, open, the rollback dropped, blocked again", { timeout: 120_000 }, async () => {
  const repo = join(folder, "shop");
  mkdirSync(repo);
  git(repo, "init", "-q", "-b", "main");
  commit(repo, "the shop", filesIn("base"));
  git(repo, "checkout", "-q", "-b", "drop-tier");
  commit(repo, "Drop the tier", filesIn("change"));
  const first = read(repo);
  expect(first.code).toBe(1);
  await expect(first.text).toMatchFileSnapshot(join(story, "1-blocked.md"));

  expect(dataplan(["plan"], repo).code).toBe(0);
  const scaffold = readFileSync(join(repo, PLAN), "utf8");
  await expect(scaffold).toMatchFileSnapshot(join(story, "2-scaffold.md"));
  commit(repo, "A plan to start from", {});
  const second = read(repo);
  expect(second.code).toBe(1);
  await expect(second.text).toMatchFileSnapshot(join(story, "2-still-blocked.md"));

  const plan = approved(filled(scaffold, answers));
  expect(slotLines(plan)).toEqual([]);
  await expect(plan).toMatchFileSnapshot(join(story, "3-filled.md"));
  commit(repo, "The plan, filled in and agreed", { [PLAN]: plan });
  const third = read(repo);
  await expect(third.text).toMatchFileSnapshot(join(story, "3-open.md"));
  expect(third.code).toBe(0);

  const dropped = plan.replace(/## Rollback[^]*?(?=## Verification)/, "");
  expect(dropped).not.toContain("Trigger");
  commit(repo, "Shorter", { [PLAN]: dropped });
  const fourth = read(repo);
  expect(fourth.code).toBe(1);
  await expect(fourth.text).toMatchFileSnapshot(join(story, "4-blocked-again.md"));
});
