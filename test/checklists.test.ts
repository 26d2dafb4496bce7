import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { answersOf } from "../src/checklists/answers-of.ts";
import type { ItemRule } from "../src/checklists/item.ts";
import * as registry from "../src/checklists/items/index.ts";
import { requirements } from "../src/checklists/requirements.ts";
import { loadConfig } from "../src/config/load.ts";
import type { Finding } from "../src/model/finding.ts";
import type { Tree } from "../src/readers/read.ts";
import { review } from "../src/review.ts";
import { ruleNames, rules } from "../src/rules.ts";
import { treeOf } from "./case/files.ts";
import { caseParts } from "./checklist/case-parts.ts";
import { readCases } from "./checklist/read-cases.ts";
import { kindsNotYet, notYet } from "./checklist/not-yet.ts";

const root = join(import.meta.dirname, "..");
const items = Object.values(registry) as readonly ItemRule[];
const isItem = new Set(items.map(({ id }) => id));
const cases = readCases(root);

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

/** The pull request brings the plan into a repository that has all the rest, but for what the case says of base. */
async function judged(
  folder: string,
  change: Partial<Pick<(typeof cases)[number], "plan" | "replace" | "files" | "base" | "config">> = {},
): Promise<{
  readonly found: readonly Finding[];
  readonly lines: (finding: Finding) => string;
  readonly gaps: readonly string[];
  readonly notes: readonly string[];
}> {
  const { whole, path } = worldOf(folder, change.plan);
  let text = whole.files[path]?.text ?? "";
  for (const [from, to] of Object.entries(change.replace ?? {})) {
    expect(text.split(from).length - 1, `"${from}" stands once in ${path}`).toBe(1);
    text = text.replace(from, () => to);
  }
  const head = withFiles(whole, { ...change.files, [path]: text });
  const base = withFiles({ ...whole, sha: "base" }, { [path]: null, ...change.base });
  const file = { path: ".github/dataplan.yml", hash: "c", text: change.config ?? "" };
  const verdict = await review({ base, head, config: loadConfig(file, ruleNames), today: "2026-11-21" });
  return {
    found: verdict.findings.filter(({ rule }) => isItem.has(rule) || rule.startsWith("plan-")),
    lines: ({ place }) => head.files[place.path]?.text?.split("\n")[place.line - 1] ?? "",
    notes: verdict.notes,
    gaps: verdict.gaps.filter(({ reader }) => reader === "plans").map(({ reason }) => reason),
  };
}

const said = (finding: Finding): string => `${finding.rule}: ${finding.message} (line ${finding.place.line})`;

/** Every plan in these folders is a good one, unless its folder's name says that it is not. */
const good = globSync("fixtures/checklists/*/*/plans/*", { cwd: root })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.includes("/template-echo/"))
  .filter((path) => !kindsNotYet.has(path.split("/")[2] ?? ""))
  .sort();

describe("a good plan is let pass", () => {
  test.each(good)("%s", async (path) => {
    const [, folder = "", plan = ""] = /^(.*?)\/(plans\/.*)$/.exec(path) ?? [];
    const { found, gaps } = await judged(folder, { plan });
    expect(gaps).toEqual([]);
    expect(found.map(said)).toEqual([]);
  });
});

test("a heading in other words is read, and told as what", async () => {
  const { notes } = await judged("fixtures/checklists/data-plan/other-headings");
  expect(notes.filter((note) => note.includes("is read as the section"))).toEqual(
    expect.arrayContaining([expect.stringContaining("`G) Data qualtiy & cross-checks`")]),
  );
});

describe("a section that is there and wrong is told", () => {
  test.each(cases.map((one) => [`${one.kind}/${one.item}: ${one.says}`, one] as const))("%s", async (_, one) => {
    const { found, lines } = await judged(`fixtures/checklists/${one.kind}/${one.of}`, one);
    const own = found.filter(({ rule }) => rule === one.item);
    expect(own.map(said).join("\n")).toContain(one.finds);
    const others = found.filter(({ rule }) => rule !== one.item && !one.also.includes(rule));
    expect(others.map(said)).toEqual([]);
    const finding = own.find(({ message }) => message.includes(one.finds));
    if (finding === undefined) return;
    expect(finding.after?.slice(0, 1)).toBe(one.part);
    if (one.line !== undefined) expect(lines(finding)).toContain(one.line);
    if (one.level !== undefined) expect(finding.level).toBe(one.level);
  });
});

describe("the requirements", () => {
  const answers = answersOf(rules, items);
  const parts = caseParts(root);
  test("every one has a check, or a stated wait, for each of its parts", () => {
    const open = requirements.filter(({ row, parts: asked }) => {
      const behind = answers.get(row) ?? [];
      return asked.some(
        (part) => !behind.some((one) => one.parts.includes(part) || (one.waits[part] ?? "").split(" ").length > 3),
      );
    });
    expect(open.map(({ row }) => row)).toEqual([...notYet]);
  });

  test.each(items.map((rule) => [rule.id, rule] as const))(
    "%s has a case for each part that it decides",
    (id, rule) => {
      const claimed = new Set(rule.item.requirements.flatMap(({ parts: each }) => each.split("")));
      const broken = parts.get(id) ?? new Set();
      expect([...claimed].filter((part) => !broken.has(part))).toEqual([]);
    },
  );

  test("rows that rules answer have a firing case", () => {
    const without = rules
      .filter(({ id, requirements: rows }) => rows !== undefined && !parts.has(id))
      .map(({ id }) => id);
    expect(without).toEqual([]);
  });

  test("every case is of an item", () => {
    expect(cases.filter(({ item }) => !isItem.has(item) && !ruleNames.has(item)).map(({ item }) => item)).toEqual([]);
  });
});
