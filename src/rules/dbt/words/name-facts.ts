import type { Exposure, Model, Semantic } from "../../../model/dbt.ts";

/** The first of them by name, for a message: `visits`, exposure Weekly revenue and 3 more. */
export function nameFacts(all: readonly (Model | Exposure | Semantic)[]): string {
  const named = all.slice(0, 3).map((one) => (one.kind === "model" ? one.name : `${one.kind} ${one.label}`));
  const more = all.length - named.length;
  if (more > 0) return `${named.join(", ")} and ${more} more`;
  return [named.slice(0, -1).join(", "), ...named.slice(-1)].filter((part) => part !== "").join(" and ");
}
