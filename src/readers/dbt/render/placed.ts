import { oncePer } from "../../../model/once-per.ts";

/** The name and the stand-in schema under which a `ref` prints a model that has an alias. */
export interface Placed {
  readonly schema: string;
  readonly identifier: string;
}

/** `<project>.<name>` → where it stands; only of what has an alias that the repository states. */
export type PlacedAs = ReadonlyMap<string, Placed>;

/** Name → where it stands, where one project alone has it. */
const byName = oncePer((placed: PlacedAs) => {
  const found = new Map<string, Placed | undefined>();
  for (const [key, at] of placed) {
    const name = key.slice(key.indexOf(".") + 1);
    found.set(name, found.has(name) ? undefined : at);
  }
  return found;
});

/** A model by the name that a `ref` says: of its own project first, then of the one other project that has it. */
export const placedBy = (placed: PlacedAs, project: string, name: string, from?: string): Placed | undefined =>
  placed.get(`${from ?? project}.${name}`) ?? (from === undefined ? byName(placed).get(name) : undefined);
