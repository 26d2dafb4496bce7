import type { Exposure, Model, Semantic } from "../../../model/dbt.ts";
import { oncePer } from "../../../model/once-per.ts";
import type { Snapshot } from "../../../model/snapshot.ts";

const readersOf = oncePer(({ facts }: Snapshot) => {
  const found = new Map<string, (Model | Exposure | Semantic)[]>();
  for (const fact of [
    ...Object.values(facts.model),
    ...Object.values(facts.semantic),
    ...Object.values(facts.exposure),
  ])
    for (const id of new Set(fact.reads)) found.set(id, [...(found.get(id) ?? []), fact]);
  return found;
});

/** Who names the node in a `ref` or `source` of its own, models first. */
export const readDirectlyBy = (side: Snapshot, id: string): readonly (Model | Exposure | Semantic)[] =>
  readersOf(side).get(id) ?? [];
