import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import { spell } from "../../model/subject.ts";
import type { Offer } from "./by-plan.ts";
import type { Cover } from "./covers.ts";
import { daysBetween, later } from "./day-in.ts";
import { stepOnBase, stepsBefore } from "./expanding.ts";
import { where } from "./row-words.ts";

/** How many days the expanding step has to be on base: what is read in dbt waits as models do. */
function graceOf({ subjectPath: [kind, ...names], readers }: Finding, { config }: ObligationContext): number {
  const { tables, models, subjects } = config.grace;
  const own = subjects[spell([kind, ...names])] ?? subjects[spell([kind, ...names.slice(0, 2)])];
  return own ?? (kind === "model" || readers.length > 0 ? Math.max(tables, models) : tables);
}

const counted = (days: number): string => `${days} ${days === 1 ? "day" : "days"}`;

/** The contracting row of a plan with phases: since when each expanding step is on base, or what it still waits for. */
export function graced({ plan, entry }: Cover, finding: Finding, context: ObligationContext): Offer | undefined {
  const steps = stepsBefore(plan, entry, context);
  const grace = graceOf(finding, context);
  const { today, firstSeen } = context;
  let last: { readonly day: string; readonly path: string; readonly verified: boolean } | undefined;
  for (const step of steps) {
    const at = `\`${step.change} ${step.subject.replaceAll("`", "")}\` (${where(step.place)})`;
    const there = stepOnBase(plan, step, entry, context);
    if (there === undefined)
      return {
        lacks: `The ${step.phase ?? "expanding"} step ${at} is not on the base branch yet: merge it first; this one may follow ${counted(grace)} later`,
      };
    const day = firstSeen[there.place.path];
    if (day === undefined)
      return {
        lacks: `It is not known since when \`${there.place.path}\` is on the base branch: fetch its history (\`git fetch --unshallow\`; in GitHub Actions \`fetch-depth: 0\`)`,
      };
    if (daysBetween(day, today) < grace)
      return {
        lacks: `The ${step.phase ?? "expanding"} step ${at} is on the base branch since ${day} and ${counted(grace)} are asked for (\`grace\`): merge this on ${later(day, grace)} or later`,
      };
    if (last === undefined || day > last.day)
      last = { day, path: there.place.path, verified: there.by === "migration" };
  }
  if (last === undefined) return undefined;
  const { day, path, verified } = last;
  const what = `\`${path}\` is on the base branch since ${day}, ${counted(daysBetween(day, today))} (${grace} asked for)`;
  return { evidence: { what, place: { path, line: 1 }, side: "base", verified } };
}
