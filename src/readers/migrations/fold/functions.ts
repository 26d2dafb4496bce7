import type { Act, ActOf, Spot } from "../../../sql/act.ts";
import { type Step, emit } from "./step.ts";

export function createFunction(act: ActOf<"create-function">, step: Step): void {
  const names = act.relation.schema === undefined ? [act.relation.name] : [act.relation.schema, act.relation.name];
  emit(
    step,
    act,
    { on: { subject: ["statement", ...names] } },
    {
      action: "other",
      node: "CreateFunctionStmt",
      ...(act.detail === undefined ? {} : { detail: act.detail }),
    },
  );
  step.state.putFunction(act.relation.name, { acts: act.acts, gaps: act.gaps });
}

/** A function of this history that a migration calls does its work there and then; `follow` applies one act of it. */
export function call(act: ActOf<"call">, step: Step, follow: (act: Act, step: Step) => void): void {
  const node = act.relation.name;
  emit(step, act, { on: { subject: ["statement", node] } }, { action: "other", node });
  for (const { name } of act.functions) {
    const called = step.within.includes(name) ? undefined : step.state.function(name);
    if (called === undefined) continue;
    const inside: Step = { ...step, within: [...step.within, name] };
    for (const inner of called.acts) follow(movedTo(inner, act.spot), inside);
    step.gaps.push(
      ...called.gaps.map((gap) => ({ ...gap, spot: act.spot, reason: `function ${name}: ${gap.reason}` })),
    );
  }
}

/** What a called function does is told where it is called, and may as well not happen (IF, loops over nothing). */
function movedTo(act: Act, spot: Spot): Act {
  const moved = { ...act, spot, lenient: true };
  if (moved.do !== "add-column") return moved;
  const constraints = moved.column.constraints.map((constraint) => ({ ...constraint, spot }));
  return { ...moved, column: { ...moved.column, constraints } };
}
