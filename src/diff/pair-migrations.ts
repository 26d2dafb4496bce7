import type { Migration } from "../model/migration.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** Two migrations that are one: `moved` where only the folder is another, which changes nothing. */
export interface MigrationPair {
  readonly before: Migration;
  readonly after: Migration;
  readonly moved: boolean;
}

/** By what a migration is known again under another id, surest first. */
const SIGNS: readonly ((migration: Migration) => string)[] = [
  ({ version, name, hash }) => JSON.stringify([version, name, hash]),
  ({ hash, root }) => JSON.stringify([hash, root]),
  ({ hash }) => hash,
  ({ name, root }) => JSON.stringify([name, root]),
];

/** Pairs by id; then what is left by its text, or by its name in its folder where only one has it on each side. */
export function pairMigrations(base: Snapshot, head: Snapshot): ReadonlyMap<string, MigrationPair> {
  const pairs = new Map<string, MigrationPair>();
  const gone = new Map(Object.entries(base.facts.migration));
  const came = new Map(Object.entries(head.facts.migration));
  const pair = (before: Migration, after: Migration, moved: boolean): void => {
    pairs.set(after.id, { before, after, moved });
    gone.delete(before.id);
    came.delete(after.id);
  };
  for (const after of Object.values(head.facts.migration)) {
    const before = base.facts.migration[after.id];
    if (before !== undefined) pair(before, after, false);
  }
  for (const [surest, sign] of SIGNS.entries()) {
    const left = Map.groupBy(gone.values(), sign);
    const arrived = Map.groupBy(came.values(), sign);
    for (const [key, [after, ...others]] of arrived) {
      const [before, ...rest] = left.get(key) ?? [];
      if (before !== undefined && after !== undefined && others.length === 0 && rest.length === 0)
        pair(before, after, surest === 0);
    }
  }
  return pairs;
}
