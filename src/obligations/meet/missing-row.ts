import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Plan, PlanEntry } from "../../model/plan.ts";
import { spell, subjectKey, type Subject } from "../../model/subject.ts";
import { countingEntries } from "./counting-entries.ts";
import { actionOf, changePlans, isParent, sameAction } from "./covers.ts";
import { resolveEntry } from "./resolve-entry.ts";
import { changeWords, planToWrite, subjectWords, where } from "./row-words.ts";

/** No row speaks of the finding: the one that nearly does and what it lacks, else the row to add. */
export function missingRow(finding: Finding, context: ObligationContext): string {
  for (const plan of changePlans(context))
    for (const entry of plan.entries) {
      const near = nearly(plan, entry, finding, context);
      if (near !== undefined) return near;
    }
  const { path, isNew } = planToWrite(finding, context);
  const row = `\`${changeWords(finding, context)} | ${subjectWords(finding)} | …\``;
  if (!isNew) return `Add a row ${row} to the Changes table of \`${path}\``;
  return `Add a change plan, for example \`${path}\` (front matter \`kind: change-plan\`, \`title\`, \`status\`, \`owner\`), with a row ${row} in its Changes table`;
}

function nearly(plan: Plan, entry: PlanEntry, finding: Finding, context: ObligationContext): string | undefined {
  const about = finding.subjectPath;
  const resolved = resolveEntry(entry, context);
  const hits = resolved.some((subject) => subjectKey(subject) === subjectKey(about));
  const acts = sameAction(actionOf(finding, context), entry.action);
  const at = where(entry.place);
  const [only] = resolved;
  if (hits && resolved.length > 1)
    return `\`${entry.subject}\` at ${at} is ambiguous (${resolved.map(named).join(" or ")}); write \`${subjectWords(finding)}\``;
  if (hits && acts && !countingEntries(plan, context).includes(entry))
    return `\`${plan.place.path}\` names it, but this pull request does not touch that plan: bring it up to date (dates, consumers told) in this pull request`;
  if (hits && !acts)
    return `\`${entry.change}\` at ${at} is another change; write \`${changeWords(finding, context)}\` in its Change cell, or add a row for it`;
  if (acts && only !== undefined && isParent(only, about))
    return `The row at ${at} speaks of ${named(only)}, which stays; write \`${subjectWords(finding)}\` in its Subject cell, or add a row for it`;
  if (acts && only !== undefined && only[0] !== about[0] && only.at(-1) === about.at(-1) && resolved.length === 1)
    return `\`${entry.subject}\` at ${at} means ${named(only)}; add a row for \`${subjectWords(finding)}\``;
  if (acts && resolved.length === 0 && entry.names.at(-1)?.toLowerCase() === about.at(-1)?.toLowerCase())
    return `\`${entry.subject}\` at ${at} is nothing that is known here; write \`${subjectWords(finding)}\``;
  return undefined;
}

const named = (subject: Subject): string => `${subject[0]} \`${spell(subject)}\``;
