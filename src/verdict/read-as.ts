import type { Plan } from "../model/plan.ts";
import type { PlanPart } from "../model/plan-part.ts";
import type { Context } from "../model/rule.ts";

const guessed = (parts: readonly PlanPart[]): readonly { readonly part: PlanPart; readonly title: string }[] =>
  parts.flatMap((part) => [
    ...(part.near === undefined ? [] : [{ part, title: part.near }]),
    ...(part.also ?? []).map(({ title }) => ({ part, title })),
    ...guessed(part.parts),
  ]);

const ofPlan = ({ place, planKind, recognised, parts }: Plan): string[] => [
  ...(recognised === undefined
    ? []
    : [
        `\`${place.path}\` does not say what it is and is read as a ${planKind}, by ${recognised} of its headings; \`kind: ${planKind}\` in its front matter says so`,
      ]),
  ...guessed(parts).map(
    ({ part, title }) => `\`${part.heading}\` (${place.path}:${part.place.line}) is read as the section \`${title}\``,
  ),
];

/** How a plan was read where its author used other words than ours: a wrong guess must not pass for what was meant. */
export const readings = ({ changes }: Context): string[] =>
  changes.flatMap((change) =>
    change.kind === "plan.added" || change.kind === "plan.altered" ? ofPlan(change.after) : [],
  );
