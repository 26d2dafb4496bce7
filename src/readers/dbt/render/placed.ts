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
  const [only, more] = [...placed].filter(([key]) => key.endsWith(`.${name}`));
  return more === undefined ? only?.[1] : undefined;
}
