import type { Plan } from "../../../model/plan.ts";
import type { PlanPart, Said } from "../../../model/plan-part.ts";

/** Everything that a plan says, part by part: lines, items, code and cells. */
export const saidIn = ({ parts }: Plan): readonly Said[] => parts.flatMap(within);

const within = (part: PlanPart): readonly Said[] => [
  ...part.lines,
  ...part.items,
  ...part.code,
  ...part.tables.flatMap(({ rows }) => rows.flat()),
  ...part.parts.flatMap(within),
];
