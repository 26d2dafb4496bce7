import type { Plan } from "../../model/plan.ts";
import * as registry from "../../outline/kinds/index.ts";

/** Whether a plan of this kind and these profiles owes the stage as a section of its own. */
export function isDemanded({ planKind, profiles }: Plan, name: string): boolean {
  const stage = Object.values(registry)
    .find(({ kind }) => kind === planKind)
    ?.stages.find((one) => one.name === name);
  return (
    stage !== undefined &&
    stage.optional !== true &&
    (stage.profiles === undefined || stage.profiles.some((one) => profiles.includes(one)))
  );
}
