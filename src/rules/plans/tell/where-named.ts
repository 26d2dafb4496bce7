import type { Place } from "../../../model/place.ts";
import type { Plan } from "../../../model/plan.ts";
import type { PlanPart } from "../../../model/plan-part.ts";

const WORD = /[\p{L}\p{N}_]+/gu;

/** The first place at which a plan speaks of this name, as a word of its own. */
export function whereNamed({ parts }: Plan, name: string): Place | undefined {
  const walk = (part: PlanPart): Place | undefined => {
    const said = [...part.lines, ...part.items, ...part.code, ...part.tables.flatMap(({ rows }) => rows.flat())];
    return (
      said.find(({ text }) => text.match(WORD)?.includes(name))?.place ??
      part.parts.map(walk).find((place) => place !== undefined)
    );
  };
  return parts.map(walk).find((place) => place !== undefined);
}
