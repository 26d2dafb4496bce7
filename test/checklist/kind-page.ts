import { globSync } from "node:fs";
import { basename, join } from "node:path";
import type { ItemRule } from "../../src/checklists/item.ts";
import * as registry from "../../src/checklists/items/index.ts";
import type { Outline, StageOutline } from "../../src/outline/outline.ts";
import { renderComment } from "../../src/render/comment.ts";
import { cellCode, code, inline, message, prose } from "../../src/render/escape.ts";
import { judged } from "./judged.ts";
import type { ChecklistCase } from "./read-cases.ts";

const root = join(import.meta.dirname, "../..");
const items = Object.values(registry) as readonly ItemRule[];

/** The page of one kind: its stages, its fixtures as their authors read the answer, and what is said when a part is broken. */
export async function kindPage(outline: Outline, cases: readonly ChecklistCase[]): Promise<string> {
  const { kind, title, source, version, alias = [] } = outline;
  const called = [kind, ...alias].map((word) => code(`kind: ${word}`)).join(", ");
  const parts = [
    `# ${prose(title.charAt(0).toUpperCase() + title.slice(1))}`,
    `Source ${prose(source)}, template version ${version}. Recognised by ${called} in the front matter, or by its headings. ${code(`dataplan plan --kind ${kind}`)} writes the template.`,
    "## Stages",
    table(
      ["Stage", "Headings that mean it", "Checks"],
      outline.stages.map((stage) => stageRow(stage, kind)),
    ),
    "## As their authors read it",
    "The pull request adds the plan to the repository of its fixture. The good ones were written from the sources, before the parser was.",
    ...(await comments(kind)),
    "## A stage taken out",
    "From the good plan, one at a time.",
    table(["Stage", "What is said"], await withoutEach(outline)),
    "## A section that is there and wrong",
    table(["Check", "What is wrong", "What is said"], await brokenRows(kind, cases)),
  ];
  return `${parts.join("\n\n")}\n`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

function stageRow({ name, title, words, optional, profiles }: StageOutline, kind: string): readonly string[] {
  const marks = [
    ...(optional === true ? ["optional"] : []),
    ...(profiles === undefined ? [] : [`profile ${profiles.join(", ")}`]),
  ];
  const asked = items.filter(({ item }) => item.asked[kind] === name).map(({ id }) => cellCode(id));
  return [
    `${prose(title)}${marks.length === 0 ? "" : ` (${prose(marks.join("; "))})`}`,
    prose(words.join(", ")),
    asked.join(", "),
  ];
}

const plansOf = (kind: string): readonly { readonly folder: string; readonly plan: string }[] =>
  globSync(`fixtures/checklists/${kind}/*/plans/*`, { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted()
    .map((path) => ({ folder: path.slice(0, path.indexOf("/plans/")), plan: path.slice(path.indexOf("/plans/") + 1) }));

const comments = async (kind: string): Promise<readonly string[]> =>
  Promise.all(
    plansOf(kind).map(async ({ folder, plan }) => {
      const { verdict } = await judged(folder, { plan });
      const quoted = renderComment(verdict)
        .replace(/^<!--.*?-->\n*/, "")
        .trimEnd()
        .split("\n")
        .map((line) => `> ${line}`.trimEnd());
      return [`### ${code(basename(folder))}: ${code(plan)}`, ...quoted].join("\n").replace("\n", "\n\n");
    }),
  );

/** The text without what its heading of that stage, and all below it, says. */
export function without(text: string, line: number): string {
  const lines = text.split("\n");
  const level = /^#+/.exec(lines[line - 1] ?? "")?.[0].length;
  if (level === undefined) return text;
  const next = lines.findIndex((one, at) => at >= line && (/^#+(?= )/.exec(one)?.[0].length ?? 9) <= level);
  return [...lines.slice(0, line - 1), ...(next < 0 ? [] : lines.slice(next))].join("\n");
}

async function withoutEach({ kind, stages }: Outline): Promise<readonly (readonly string[])[]> {
  const [first] = plansOf(kind).filter(({ folder, plan }) => basename(folder) === "good" && plan.endsWith(".md"));
  if (first === undefined) return [];
  const { folder, plan } = first;
  const whole = await judged(folder, { plan });
  const rows = await Promise.all(
    stages.map(async ({ name, title, optional }): Promise<readonly (readonly string[])[]> => {
      const line = whole.lineOf(name);
      if (line === undefined) return [];
      const { found } = await judged(folder, { plan, edited: (text) => without(text, line) });
      const said = found.map(({ words, rule, level }) => `**${level}** ${cellCode(rule)}: ${cell(message(words))}`);
      return [
        [
          prose(title),
          said.length > 0 ? said.join("<br>") : optional === true ? "nothing: it may be left out" : "nothing",
        ],
      ];
    }),
  );
  return rows.flat();
}

const brokenRows = async (kind: string, cases: readonly ChecklistCase[]): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    cases
      .filter((one) => one.kind === kind)
      .map(async (one) => {
        const { found } = await judged(`fixtures/checklists/${kind}/${one.of}`, one);
        const own = found.find(({ rule, message: text }) => rule === one.item && text.includes(one.finds));
        return [
          cellCode(one.item),
          cell(inline(one.says)),
          own === undefined ? "nothing" : `**${own.level}** ${cell(message(own.words))}`,
        ];
      }),
  );

const cell = (markdown: string): string => markdown.replaceAll("\n", " ").replaceAll(/(?<!\\)\|/g, String.raw`\|`);
