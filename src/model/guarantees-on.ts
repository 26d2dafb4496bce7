import type { Guarantee } from "./dbt.ts";
import { oncePer } from "./once-per.ts";
import type { Snapshot } from "./snapshot.ts";

const byOwner = oncePer(({ facts }: Snapshot) => Map.groupBy(Object.values(facts.guarantee), ({ on }) => on));

/** What tests and constraints promise of one model or source, by its id, those of its columns included. */
export const guaranteesOn = (side: Snapshot, id: string): readonly Guarantee[] => byOwner(side).get(id) ?? [];

/** The tests on a model as a whole, which may name any of its columns. */
export const wholeTestsOn = (side: Snapshot, id: string): readonly string[] =>
  guaranteesOn(side, id).flatMap(({ column, test }) => (column === undefined ? [test] : []));
