import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Item } from "../../src/checklists/item.ts";
import * as registry from "../../src/checklists/items/index.ts";
import { kindTemplate } from "../../src/checklists/template/kind-template.ts";
import { slotted } from "../../src/checklists/template/slotted.ts";
import { loadConfig } from "../../src/config/load.ts";
import * as kinds from "../../src/outline/kinds/index.ts";
import type { Outline } from "../../src/outline/outline.ts";
import { stageMeant } from "../../src/readers/plans/stage-names.ts";
import type { Tree } from "../../src/readers/read.ts";
import { review } from "../../src/review.ts";
import { ruleNames } from "../../src/rules.ts";
import { treeOf } from "../case/files.ts";
import { kindsNotYet } from "../checklist/not-yet.ts";
import { approved, slotLines } from "../plan/fill.ts";

const items: readonly Item[] = Object.values(registry).map((rule) => rule.item);
const outlines: readonly Outline[] = Object.values(kinds);
const root = join(import.meta.dirname, "../..");
const PATH = "plans/template.md";
const EMPTY: Tree = { sha: "base", paths: [], files: {}, unread: [] };

/** What is told of a plan that a pull request brings into a repository. */
async function told(plan: string, around: Tree = EMPTY) {
  const file = { path: PATH, text: plan, hash: createHash("sha1").update(plan).digest("hex") };
  const head = { ...around, sha: "head", paths: [...around.paths, PATH], files: { ...around.files, [PATH]: file } };
  const verdict = await review({ base: around, head, config: loadConfig(undefined, ruleNames), today: "2026-11-21" });
  return { ...verdict, findings: verdict.findings.filter(({ place }) => place.path === PATH) };
}

const cases = outlines.flatMap((outline): [string, Outline, readonly string[]][] => {
  const profiles = outline.profiles ?? [];
  const sets = profiles.length === 0 ? [[]] : [[], ...profiles.map((one) => [one]), profiles];
  return sets.map((set) => [[outline.kind, ...set].join(" "), outline, set]);
});

describe.each(cases)("the template of %s", (_, outline, profiles) => {
  const text = approved(kindTemplate(outline, items, profiles));

  test("fails on exactly its slots while nobody has filled it", async () => {
    const { findings, gaps } = await told(text);
    expect(gaps).toEqual([]);
    expect(findings.map(({ rule, place }) => `${rule} ${place.line}`)).toEqual(
      slotLines(text).map((line) => `plan-slot-left ${line}`),
    );
  });

  test("asks for every item of the kind", () => {
    for (const { title, asked, profiles: of } of items)
      if (asked[outline.kind] !== undefined && (of === undefined || of.some((one) => profiles.includes(one))))
        expect(text).toContain(`<!-- ${title}: `);
  });
});

const good = globSync("fixtures/checklists/*/good/plans/*.md", { cwd: root })
  .map((path) => path.replaceAll("\\", "/").split("/"))
  .filter(([, , kind = ""]) => !kindsNotYet.has(kind))
  .map(([, , kind = "", , , name = ""]) => [kind, name] as const);

describe.each(good)("the template of %s", (kind, name) => {
  test(`passes its own gate with the answers of ${name} below its headings`, async () => {
    const whole = treeOf("base", join(root, `fixtures/checklists/${kind}/good`));
    const path = `plans/${name}`;
    const { [path]: plan, ...files } = whole.files;
    const outline = outlines.find((one) => one.kind === kind);
    if (outline === undefined) throw new Error(kind);
    const answers = new Map<string, string>();
    const written = plan?.text ?? "";
    const mark = /^## /m.test(written) ? "##" : "###";
    const [, top = ""] = /^# .*\n([^]*?)(?=^##)/m.exec(written) ?? [];
    answers.set(outline.stages.find(({ opening }) => opening === true)?.name ?? "", top);
    for (const [, heading = "", body = ""] of written.matchAll(
      new RegExp(`^${mark} (.*)\\n([^]*?)(?=^${mark} |$(?![^]))`, "gm"),
    )) {
      const stage = stageMeant(heading, outline)?.name ?? "";
      answers.set(stage, `${answers.get(stage) ?? ""}${body}`);
    }
    const profiles = /^profiles?: *(.*)$/m.exec(plan?.text ?? "")?.[1]?.match(/[\w-]+/g) ?? [];
    const answerTo = (heading: string): string =>
      answers.get(outline.stages.find(({ title }) => heading.endsWith(`. ${title}\n`))?.name ?? "") ?? "";
    const filled = approved(kindTemplate(outline, items, profiles))
      .replaceAll(/^(## .*\n)[^]*?(?=^## |$(?![^]))/gm, (_, heading: string) => `${heading}${answerTo(heading)}`)
      .replace("TODO: one line that says what is planned", "What is planned")
      .replace("TODO: a person or a team", "@data-platform");
    expect(slotLines(filled)).toEqual([]);
    const { findings } = await told(filled, { ...whole, files, paths: whole.paths.filter((one) => one !== path) });
    expect(findings.map(({ message }) => message)).toEqual([]);
  });
});

test.each([
  ["Problem: <what is wrong>", "Problem: TODO: what is wrong"],
  ["- Peak: <rate>, <times the average>", "- Peak: TODO: rate, times the average"],
  ["1. <first>", "1. TODO: first"],
  ["- [ ] Runs every <interval> on <system>", "- [ ] TODO: Runs every interval on system"],
  ["| A | B |\n| --- | --- |\n| <a> | fixed |", "| A | B |\n| --- | --- |\n| TODO: a | fixed |"],
  ["Owner & team: <who>", "TODO: Owner & team: who"],
  ["```sql\nselect <x>\n```", "```sql\nselect <x>\n```"],
  ["nothing to fill", "nothing to fill"],
])("a slot of an item is a TODO: %s", (template, expected) => {
  expect(slotted(template)).toBe(expected);
});
