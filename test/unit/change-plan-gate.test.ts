import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { changePlan } from "../../src/render/change-plan/change-plan.ts";
import { review } from "../../src/review.ts";
import type { Tree } from "../../src/readers/read.ts";
import { ruleNames } from "../../src/rules.ts";
import { treeOf } from "../case/files.ts";
import { approved, filled, slotLines } from "../plan/fill.ts";

const fixtures = join(import.meta.dirname, "../../fixtures");
const PATH = "plans/scaffold.md";

/** One of each shape: lost rows, a rename, a type, locks, dbt, no way back, an archive that is there, many at once. */
const CASES = [
  "rules/column-dropped/atlas-beside-its-sums",
  "rules/column-dropped/read-by-a-dashboard",
  "rules/column-dropped/goose-both-ways-in-one-file",
  "rules/column-renamed/prisma-read-by-a-model",
  "rules/type-narrowed/shorter-varchar",
  "rules/index-built-under-lock/constraints-that-build-one",
  "rules/model-column-removed/read-by-an-exposure",
  "rules/model-removed/read-by-a-model",
  "rules/table-copied-under-lock/every-table",
  "rules/table-dropped/several-in-one-statement",
  "rules/table-dropped/snowflake-replaced",
  "rules/unique-added/ok-proved-by-the-history",
  "rules/way-back-missing/diesel-beside-a-drop",
  "obligations/archive/copied-first",
];

const withoutPlans = (tree: Tree): Tree => ({
  ...tree,
  paths: tree.paths.filter((path) => !path.startsWith("plans/")),
  files: Object.fromEntries(Object.entries(tree.files).filter(([path]) => !path.startsWith("plans/"))),
});

const world = (folder: string) => {
  const full = join(fixtures, folder);
  const base = treeOf("base", join(full, "both"), join(full, "base"));
  const head = withoutPlans(treeOf("head", join(full, "both"), join(full, "head")));
  const config = loadConfig(base.files[".github/dataplan.yml"], ruleNames);
  const judge = (plan?: string) => {
    if (plan === undefined) return review({ base, head, config, today: "2026-11-21" });
    const file = { path: PATH, text: plan, hash: createHash("sha1").update(plan).digest("hex") };
    const files = { ...head.files, [PATH]: file };
    return review({ base, head: { ...head, paths: [...head.paths, PATH], files }, config, today: "2026-11-21" });
  };
  return judge;
};

describe.each(CASES)("the plan for %s", (folder) => {
  test("fails on exactly its slots while nobody has filled it, and passes its own gate once somebody has", async () => {
    const judge = world(folder);
    const plan = changePlan(await judge());
    const text = approved(plan?.text ?? "");
    expect(slotLines(text).length).toBeGreaterThan(3);
    const empty = (await judge(text)).findings.filter(({ place }) => place.path === PATH);
    expect(empty.map(({ rule, place }) => `${rule} ${place.line}`)).toEqual(
      slotLines(text).map((line) => `plan-slot-left ${line}`),
    );

    const complete = filled(text);
    expect(slotLines(complete)).toEqual([]);
    const verdict = await judge(complete);
    expect(verdict.findings.filter(({ place }) => place.path === PATH)).toEqual([]);
    expect(verdict.obligations.filter(({ kind, met }) => kind !== "repair" && !met)).toEqual([]);
    expect(verdict.owedPlan).toBeUndefined();
  });

  test("opens nothing while it is a draft", async () => {
    const judge = world(folder);
    const draft = filled(changePlan(await judge())?.text ?? "");
    const verdict = await judge(draft);
    expect(["failure", "action_required"]).toContain(verdict.conclusion);
    expect(verdict.obligations.some(({ person, remedy }) => person && remedy.includes("set `status: approved`"))).toBe(
      true,
    );
  });
});

test("where nothing is owed there is no plan to write", async () => {
  expect(changePlan(await world("rules/column-dropped/ok-table-created-here")())).toBeUndefined();
});
