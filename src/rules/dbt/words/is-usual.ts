import type { Model } from "../../../model/dbt.ts";
import type { Snapshot } from "../../../model/snapshot.ts";

const FEWEST = 4;

/** Whether most of the project's models on that side have it, so that a new one without it stands out. */
export function isUsual({ facts }: Snapshot, project: string, has: (model: Model) => boolean): boolean {
  const all = Object.values(facts.model).filter((model) => model.project === project && model.resource === "model");
  return all.length >= FEWEST && all.filter(has).length * 2 > all.length;
}
