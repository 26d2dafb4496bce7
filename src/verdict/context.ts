import type { Change } from "../model/change.ts";
import type { Config } from "../model/config.ts";
import type { Operation } from "../model/migration.ts";
import type { Place, Side } from "../model/place.ts";
import type { Consumer, Context } from "../model/rule.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Subject } from "../model/subject.ts";

export type ReadersOf = (snapshot: Snapshot, subject: Subject) => readonly Consumer[];

/** What the rules may know. Who reads what is handed in, since judging knows no lineage. */
export function context(
  base: Snapshot,
  head: Snapshot,
  changes: readonly Change[],
  config: Config,
  today: string,
  readersOf: ReadersOf,
): Context {
  const came = new Set<string>();
  for (const change of changes) if (change.kind === "migration.added") came.add(change.after.id);
  // Where an edited migration runs, what its own file creates above was not there before.
  const bornHere = (born: string | undefined, { migration }: Operation): boolean =>
    born !== undefined && (born === migration || came.has(born));
  return {
    base,
    head,
    changes,
    config,
    today,
    bornHere,
    existed: (operation) => !bornHere(operation.relationBorn, operation),
    engine: ({ migration }) =>
      (head.facts.migration[migration] ?? base.facts.migration[migration])?.dialect ?? "postgres",
    observed(operation) {
      const seen = head.facts.observation[`observation:${operation.statement}`];
      return seen !== undefined && config.postgresVersion >= seen.engine ? seen : undefined;
    },
    readers: (subject: Subject, side: Side) => readersOf(side === "base" ? base : head, subject),
  };
}

/** Is the place inside a file that the pull request adds or changes? */
export const changedFile = (base: Snapshot, head: Snapshot, place: Place): boolean =>
  head.files[place.path] !== base.files[place.path] || !(place.path in head.files);
