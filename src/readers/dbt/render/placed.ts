import { oncePer } from "../../../model/once-per.ts";

/** The name and the stand-in schema under which a `ref` prints a model that has an alias. */
export interface Placed {
  readonly schema: string;
  readonly identifier: string;
}

/** `<project>.<name>` → where it stands; only of what has an alias that the repository states. */
export type PlacedAs = ReadonlyMap<string, Placed>;

/** A model by the name that a `ref` says: of its own project first, then of the one other project that has it. */
export function placedBy(placed: PlacedAs, project: string, name: string, from?: string): Placed | undefined {
  if (placed.size === 0) return undefined;
  const own = placed.get(`${from ?? project}.${name}`);
  if (own !== undefined || from !== undefined) return own;
  const [only, more] = byName(placed).get(name) ?? [];
  return more === undefined ? only : undefined;
}

/** A project's id and a model's name may both have dots in them. */
const byName = oncePer((placed: PlacedAs): ReadonlyMap<string, readonly Placed[]> => {
  const found = new Map<string, Placed[]>();
  for (const [key, one] of placed)
    for (const { index } of key.matchAll(/\./g)) {
      const name = key.slice(index + 1);
      found.set(name, [...(found.get(name) ?? []), one]);
    }
  return found;
});
