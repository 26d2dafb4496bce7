import type { Root } from "mdast";
import { checkSums } from "../../arithmetic/check.ts";
import { beyondLimits } from "../../model/markdown-limits.ts";
import { nearest } from "../../model/nearest.ts";
import * as registry from "../../outline/kinds/index.ts";
import type { Outline } from "../../outline/outline.ts";
import { changePlan, type ChangePlan } from "./change-plan.ts";
import { readFrontMatter, type FrontMatter } from "./front-matter.ts";
import { demanded, generalPlan } from "./general-plan.ts";
import { parseMarkdown, plain } from "./markdown.ts";
import { estimatePassages, passagesOf } from "./passages.ts";
import { split } from "./sections.ts";
import { stageMeant } from "./stage-names.ts";
import { yamlAsMarkdown } from "./yaml-plan.ts";

export type PlanText =
  | { readonly found: "nothing" }
  | { readonly found: "plan"; readonly plan: ChangePlan }
  | { readonly found: "kind"; readonly name: string; readonly meant?: string; readonly line: number }
  | { readonly found: "beyond"; readonly line: number; readonly reason: string }
  | { readonly found: "unreadable"; readonly line: number; readonly reason: string };

const OUTLINES: readonly Outline[] = Object.values(registry);
const KINDS = ["change-plan", ...OUTLINES.flatMap(({ kind, alias }) => [kind, ...(alias ?? [])])];

/** Keys of a plan in YAML that say what the file is; all others are its stages. */
const FRONT = new Set(
  "kind title status owner date plan_version profile profiles ticket reviewers tags estimate waivers version links".split(
    " ",
  ),
);

/** A file that may be a plan: what it says, if it is one. */
export function parsePlan(raw: string): PlanText {
  const text = raw.replaceAll("\r\n", "\n");
  const front = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text);
  if (front === null) return isYaml(text) ? inYaml(text.replace(/^---[ \t]*\n/, "\n")) : withoutKind(text, NO_FRONT);
  const matter = readFrontMatter(front[1] ?? "", 1);
  if (matter.unreadable !== undefined && matter.kind !== "change-plan")
    return { found: "unreadable", ...matter.unreadable };
  if (matter.kind === undefined) return withoutKind(text, matter);
  return beyond(text) ?? ofKind(matter.kind, matter, () => parseMarkdown(text), text);
}

const NO_FRONT: FrontMatter = { values: {}, line: () => 0 };

const isYaml = (text: string): boolean =>
  /^kind:[ \t]*["']?[\w-]+/m.test(text) && !/^#{1,6} \S.*\n(?:.*\n)*?#{1,6} /.test(text);

const beyond = (text: string): PlanText | undefined => {
  const limit = beyondLimits(text);
  return limit === undefined ? undefined : { found: "beyond", ...limit };
};

function inYaml(text: string): PlanText {
  const matter = readFrontMatter(text, 0);
  if (matter.unreadable !== undefined) return { found: "unreadable", ...matter.unreadable };
  if (matter.kind === undefined) return { found: "nothing" };
  const values = Object.fromEntries(Object.entries(matter.values).filter(([key]) => FRONT.has(key)));
  return beyond(text) ?? ofKind(matter.kind, { ...matter, values }, () => yamlAsMarkdown(text, FRONT), text);
}

function ofKind(name: string, matter: FrontMatter, root: () => Root, source: string): PlanText {
  if (name === "change-plan") return planIn(root(), source, (tree) => changePlan(tree, matter));
  const outline = OUTLINES.find(({ kind, alias }) => kind === name || alias?.includes(name) === true);
  if (outline !== undefined) return planIn(root(), source, (tree) => generalPlan(tree, matter, outline));
  const meant = nearest(name, KINDS);
  return { found: "kind", name, ...(meant === undefined ? {} : { meant }), line: matter.line("kind") };
}

function planIn(root: Root, source: string, read: (root: Root) => ChangePlan): PlanText {
  const { passages, sheets } = passagesOf(root, source);
  const sums = checkSums([...estimatePassages(source), ...passages], sheets);
  return { found: "plan", plan: { ...read(root), ...(sums.length === 0 ? {} : { sums }) } };
}

/** No `kind:`: a plan all the same, where most stages of one kind stand there as headings under their own names. */
function withoutKind(text: string, matter: FrontMatter): PlanText {
  if (beyondLimits(text) !== undefined) return { found: "nothing" };
  const root = parseMarkdown(text);
  const headings = split(root.children).sections.map(({ heading }) => heading);
  const [best] = OUTLINES.map((outline) => {
    const wanted = demanded(outline, []);
    const exact = headings.flatMap((heading) => {
      const meant = stageMeant(heading, outline);
      return meant === undefined || meant.near !== undefined ? [] : [meant.name];
    });
    const named = new Set(exact.filter((name) => wanted.some((stage) => stage.name === name)));
    return { outline, count: named.size, share: named.size / wanted.length };
  })
    .filter(({ count, share }) => count >= 5 && share >= 0.7)
    .toSorted((one, other) => other.share - one.share || other.count - one.count);
  if (best === undefined || plain(root).trim() === "") return { found: "nothing" };
  return planIn(root, text, (tree) => generalPlan(tree, matter, best.outline, best.count));
}
