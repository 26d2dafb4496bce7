import { beyondLimits } from "../../model/markdown-limits.ts";
import { changePlan, type ChangePlan } from "./change-plan.ts";
import { readFrontMatter } from "./front-matter.ts";
import { parseMarkdown } from "./markdown.ts";

export type PlanText =
  | { readonly found: "nothing" }
  | { readonly found: "plan"; readonly plan: ChangePlan }
  | { readonly found: "kind"; readonly name: string; readonly line: number }
  | { readonly found: "beyond"; readonly line: number; readonly reason: string }
  | { readonly found: "unreadable"; readonly line: number; readonly reason: string };

/** A file that may be a plan: what it says, if it is one. */
export function parsePlan(raw: string): PlanText {
  const text = raw.replaceAll("\r\n", "\n");
  const front = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text);
  if (front === null) {
    const bare = text.startsWith("---") ? null : /^kind:[ \t]*["']?([\w-]+)/m.exec(text);
    const line = bare === null ? 1 : text.slice(0, bare.index).split("\n").length;
    return bare?.[1] === undefined ? { found: "nothing" } : { found: "kind", name: bare[1], line };
  }
  const matter = readFrontMatter(front[1] ?? "", 1);
  if (matter.kind === "change-plan") {
    const beyond = beyondLimits(text);
    return beyond === undefined
      ? { found: "plan", plan: changePlan(parseMarkdown(text), matter) }
      : { found: "beyond", ...beyond };
  }
  if (matter.unreadable !== undefined) return { found: "unreadable", ...matter.unreadable };
  return matter.kind === undefined
    ? { found: "nothing" }
    : { found: "kind", name: matter.kind, line: matter.line("kind") };
}
