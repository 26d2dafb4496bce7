import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answersOf } from "../src/checklists/answers-of.ts";
import type { ItemRule } from "../src/checklists/item.ts";
import * as registry from "../src/checklists/items/index.ts";
import { requirements } from "../src/checklists/requirements.ts";
import type { Finding } from "../src/model/finding.ts";
import { ruleNames, rules } from "../src/rules.ts";
import { caseParts } from "./checklist/case-parts.ts";
import { judged } from "./checklist/judged.ts";
import { readCases } from "./checklist/read-cases.ts";
import { kindsNotYet, notYet, plansNotYet } from "./checklist/not-yet.ts";

const root = join(import.meta.dirname, "..");
const items = Object.values(registry) as readonly ItemRule[];
const isItem = new Set(items.map(({ id }) => id));
const cases = readCases(root);

const said = (finding: Finding): string => `${finding.rule}: ${finding.message} (line ${finding.place.line})`;

/** Every plan in these folders is a good one, unless its folder's name says that it is not. */
const good = globSync("fixtures/checklists/*/*/plans/*", { cwd: root })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.includes("/template-echo/"))
  .filter((path) => !kindsNotYet.has(path.split("/")[2] ?? ""))
  .filter((path) => !plansNotYet.has(path.replace("fixtures/checklists/", "")))
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
    // Rules about every plan tell no part.
    if (isItem.has(one.item)) expect(finding.after?.slice(0, 1)).toBe(one.part);
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
