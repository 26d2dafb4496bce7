import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { expect } from "vitest";
import type { ItemRule } from "../../src/checklists/item.ts";
import * as registry from "../../src/checklists/items/index.ts";
import { stageOf } from "../../src/checklists/look/stage.ts";
import { loadConfig } from "../../src/config/load.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import plans from "../../src/readers/plans/reader.ts";
import { type Memo, read, type Tree } from "../../src/readers/read.ts";
import { review } from "../../src/review.ts";
import { ruleNames } from "../../src/rules.ts";
import { treeOf } from "../case/files.ts";
import type { ChecklistCase } from "./read-cases.ts";

const root = join(import.meta.dirname, "../..");
/** The repositories of the cases are nearly all the same. */
const memo: Memo = new Map();
const isItem = new Set((Object.values(registry) as readonly ItemRule[]).map(({ id }) => id));

function withFiles(tree: Tree, files: Readonly<Record<string, string | null>>): Tree {
  const all = { ...tree.files };
  for (const [path, text] of Object.entries(files))
    if (text === null) delete all[path];
    else all[path] = { path, text, hash: createHash("sha1").update(text).digest("hex") };
  return { ...tree, files: all, paths: Object.keys(all).sort() };
}

const PLAN = /^plans\/.*\.(?:md|ya?ml)$/;

/** A plan told in another way stands in the world of the good one. */
function worldOf(folder: string, path: string | undefined): { readonly whole: Tree; readonly path: string } {
  const own = treeOf("head", join(root, folder));
  const good = join(root, dirname(folder), "good");
  const plans = own.paths.filter((one) => PLAN.test(one));
  const mine = plans.find((one) => one === path) ?? (path === undefined ? plans[0] : undefined);
  if (mine === undefined) throw new Error(`${folder} has no plan ${path ?? ""}`);
  const whole = basename(folder) === "good" ? own : treeOf("head", good, join(root, folder));
  const others = whole.paths.filter((one) => PLAN.test(one) && one !== mine);
  return { whole: withFiles(whole, Object.fromEntries(others.map((one) => [one, null]))), path: mine };
}

/** What is said of the plan of a case. */
interface Judged {
  readonly verdict: Verdict;
  /** The heading of a stage, by our name of it. */
  lineOf(stage: string): number | undefined;
  /** Those of the checklists and of plans as such. */
  readonly found: readonly Finding[];
  readonly lines: (finding: Finding) => string;
  readonly gaps: readonly string[];
  readonly notes: readonly string[];
}

type Change = Partial<Pick<ChecklistCase, "plan" | "replace" | "files" | "base" | "config">> & {
  readonly edited?: (text: string) => string;
};

/** The pull request brings the plan into a repository that has all the rest, but for what the case says of base. */
export async function judged(folder: string, change: Change = {}): Promise<Judged> {
  const { whole, path } = worldOf(folder, change.plan);
  let text = whole.files[path]?.text ?? "";
  for (const [from, to] of Object.entries(change.replace ?? {})) {
    expect(text.split(from).length - 1, `"${from}" stands once in ${path}`).toBe(1);
    text = text.replace(from, () => to);
  }
  text = change.edited?.(text) ?? text;
  const head = withFiles(whole, { ...change.files, [path]: text });
  const base = withFiles({ ...whole, sha: "base" }, { [path]: null, ...change.base });
  const file = { path: ".github/dataplan.yml", hash: "c", text: change.config ?? "" };
  const verdict = await review({ base, head, config: loadConfig(file, ruleNames), today: "2026-11-21", memo });
  const own = await read({ ...head, paths: [path] }, [plans], loadConfig(file, ruleNames).config, memo);
  const [plan] = Object.values(own.facts.plan);
  return {
    verdict,
    lineOf: (stage) => (plan === undefined ? undefined : stageOf(plan, stage)?.place.line),
    found: verdict.findings.filter(({ rule }) => isItem.has(rule) || rule.startsWith("plan-")),
    lines: ({ place }) => head.files[place.path]?.text?.split("\n")[place.line - 1] ?? "",
    notes: verdict.notes,
    gaps: verdict.gaps.filter(({ reader }) => reader === "plans").map(({ reason }) => reason),
  };
}
