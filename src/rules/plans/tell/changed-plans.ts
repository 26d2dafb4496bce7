import type { Plan } from "../../../model/plan.ts";
import type { Context } from "../../../model/rule.ts";

/** Plans that this pull request adds or edits; one that was only moved says nothing new. */
export const changedPlans = ({ changes, base }: Context): readonly Plan[] => {
  const stood = new Set(Object.values(base.facts.plan).map(({ hash }) => hash));
  return changes.flatMap((change) =>
    (change.kind === "plan.added" || change.kind === "plan.altered") && !stood.has(change.after.hash)
      ? [change.after]
      : [],
  );
};
