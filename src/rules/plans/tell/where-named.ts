import type { Place } from "../../../model/place.ts";
import type { Plan } from "../../../model/plan.ts";
import { saidIn } from "./said-in.ts";

const WORD = /[\p{L}\p{N}_]+/gu;

/** The first place at which a plan speaks of this name, as a word of its own. */
export const whereNamed = (plan: Plan, name: string): Place | undefined =>
  saidIn(plan).find(({ text }) => text.match(WORD)?.includes(name))?.place;
