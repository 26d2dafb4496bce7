import type { ObligationContext } from "../../model/define-obligation.ts";
import type { OperationAction } from "../../model/migration.ts";
import type { Plan, PlanEntry, PlannedAction } from "../../model/plan.ts";
import { subjectKey } from "../../model/subject.ts";
import { subjectsOf } from "./known-subjects.ts";
import { resolveEntry } from "./resolve-entry.ts";

const DONE_BY: Readonly<Record<PlannedAction, readonly OperationAction[]>> = {
  drop: ["column-dropped", "relation-dropped"],
  remove: ["column-dropped", "relation-dropped"],
  rename: ["column-renamed", "relation-renamed"],
  retype: ["column-retyped"],
  require: ["column-required"],
  index: ["index-built"],
  constrain: ["constraint-added"],
  rewrite: ["column-retyped"],
  other: [],
};

const ADDS = /^\W*(?:add|create|new|introduce)/i;

/** Does this pull request add or edit the plan? A plan that was only moved says nothing new. */
export const isTouched = (plan: Plan, { base }: ObligationContext): boolean =>
  !Object.values(base.facts.plan).some(({ hash }) => hash === plan.hash);

/** The rows that count: all of a plan that this pull request touches, else the phases still to come of a plan on base. */
export function countingEntries(plan: Plan, context: ObligationContext): readonly PlanEntry[] {
  if (isTouched(plan, context)) return plan.entries;
  const phases = new Set(plan.entries.map(({ phase }) => phase?.trim().toLowerCase()));
  if (phases.size < 2) return [];
  return plan.entries.filter((entry) => entry.phase !== undefined && !isSpent(entry, context));
}

/** A phase is spent when base has carried it out already. */
export function isSpent(entry: PlanEntry, context: ObligationContext): boolean {
  const subjects = new Set(resolveEntry(entry, context).map(subjectKey));
  if (entry.action === "other" && ADDS.test(entry.change))
    return subjectsOf(context.base).some((subject) => subjects.has(subjectKey(subject)));
  return Object.values(context.base.facts.operation).some(
    ({ direction, action, subject, moot }) =>
      direction === "up" &&
      moot !== true &&
      DONE_BY[entry.action].includes(action) &&
      subjects.has(subjectKey(subject)),
  );
}
