import type { ChangeOf } from "../../../model/change.ts";
import type { Level } from "../../../model/level.ts";
import type { Plan, PlanDefect } from "../../../model/plan.ts";
import type { Report } from "../../../model/rule.ts";

export type PlanChange = ChangeOf<"plan.added" | "plan.altered">;

/** A draft is reported on, an approved plan is held to what it says; where the status cannot be read, a person looks. */
const LEVELS: Readonly<Record<Plan["status"], Level>> = { approved: "block", draft: "notice", unknown: "review" };

/** The parts of a report that every defect of a plan shares. Two alike in one plan are told apart by their order. */
export function* defectsOf(
  { after: plan }: PlanChange,
  wanted: (defect: PlanDefect) => boolean,
): Iterable<{ readonly defect: PlanDefect; readonly shared: Pick<Report, "at" | "subject" | "after" | "level"> }> {
  const seen = new Map<string, number>();
  for (const defect of plan.defects.filter(wanted)) {
    const name = [defect.defect, defect.part, defect.found ?? defect.detail].join(": ");
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    const after = nth === 1 ? name : `${name} (${nth})`;
    const level = defect.perhaps !== undefined && plan.status === "approved" ? "review" : LEVELS[plan.status];
    yield { defect, shared: { at: defect.place, subject: ["plan", plan.id], after, level } };
  }
}
