import type { Source } from "../../../model/dbt.ts";
import type { Snapshot } from "../../../model/snapshot.ts";

const FEWEST = 4;

/** Whether most source tables of the project have it on that side, so that a new one without it stands out. */
export function usualOfSources({ facts }: Snapshot, project: string, has: (source: Source) => boolean): boolean {
  const all = Object.values(facts.source).filter(({ subject }) => subject[1] === project);
  return all.length >= FEWEST && all.filter(has).length * 2 > all.length;
}
