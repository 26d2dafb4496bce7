import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import { spell } from "../../model/subject.ts";
import { actionOf, changePlans, isAbout } from "./covers.ts";
import { isTouched } from "./counting-entries.ts";

const isColumn = ({ subjectPath: [kind, ...names] }: Finding): boolean =>
  (kind === "table" || kind === "view" || kind === "model") && names.length > 2;

/** What the *Change* cell has to say. */
export function changeWords(finding: Finding, context: ObligationContext): string {
  const [kind] = finding.subjectPath;
  const thing = isColumn(finding) ? "column" : kind;
  switch (actionOf(finding, context)) {
    case "drop":
    case "remove":
      return `drop ${thing}`;
    case "rename":
      return `rename ${thing}`;
    case "retype":
      return "change type";
    case "require":
      return "set not null";
    case "index":
      return "create index";
    case "constrain":
      return "add constraint";
    case "rewrite":
      return "rewrite table";
    default:
      return "change";
  }
}

/** What the *Subject* cell has to say: kinds that share their spelling with a table's are named. */
export const subjectWords = ({ subjectPath }: Finding): string => {
  const [kind] = subjectPath;
  return kind === "model" || kind === "source" || kind === "exposure"
    ? `${kind} ${spell(subjectPath)}`
    : spell(subjectPath);
};

/** The plan to write in: one that this pull request touches, or that names it already, else a new one with a telling name. */
export function planToWrite(
  finding: Finding,
  context: ObligationContext,
): { readonly path: string; readonly isNew: boolean } {
  const touched = changePlans(context).filter((plan) => isTouched(plan, context));
  const plan =
    touched.find(({ status }) => status === "approved") ??
    touched[0] ??
    changePlans(context).find(({ entries }) => entries.some((entry) => isAbout(entry, finding, context)));
  if (plan !== undefined) return { path: plan.place.path, isNew: false };
  const names = finding.subjectPath.slice(finding.subjectPath.length > 2 ? 2 : 1);
  const [verb = "change"] = changeWords(finding, context).split(" ");
  const short = [verb, ...names]
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return { path: `plans/${short.slice(0, 60)}.md`, isNew: true };
}

/** The plan to write in, by a word where the plan entry, which comes first in the list, has just named it. */
export function planWords(finding: Finding, context: ObligationContext): string {
  const { path, isNew } = planToWrite(finding, context);
  return isNew && finding.owes.includes("plan-entry") ? "that plan" : `\`${path}\``;
}

export const where = ({ path, line }: { readonly path: string; readonly line: number }): string =>
  `\`${path}:${line}\``;
