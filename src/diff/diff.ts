import type { Change } from "../model/change.ts";
import type { Fact, Kind } from "../model/fact.ts";
import type { Migration, Operation, Statement } from "../model/migration.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** Where a fact stands and how it is numbered: an edit elsewhere in its file moves these and changes nothing. */
const STANDING = new Set(["place", "id", "statement", "index"]);

/** A fact's content without where it stands. */
const content = (fact: Fact): string =>
  JSON.stringify(fact, (key, value: unknown) => (key === "place" ? undefined : value));

/** An operation's or statement's content within its migration: what it does, wherever in the file it does it. */
const deed = (fact: Operation | Statement): string =>
  JSON.stringify(Object.entries(fact).filter(([key]) => !STANDING.has(key)));

function fieldsThatDiffer(before: Fact, after: Fact): string[] {
  const one = before as unknown as Record<string, unknown>;
  const other = after as unknown as Record<string, unknown>;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((key) => key !== "place" && JSON.stringify(one[key]) !== JSON.stringify(other[key]))
    .sort();
}

/** Migrations that are gone under one id and there under another, both ids, where `by` says that they are the same. */
function reappeared(base: Snapshot, head: Snapshot, by: (migration: Migration) => string): Set<string> {
  const gone = Object.values(base.facts.migration).filter(({ id }) => !(id in head.facts.migration));
  const came = Object.values(head.facts.migration).filter(({ id }) => !(id in base.facts.migration));
  const left = new Set(gone.map(by));
  const arrived = new Set(came.map(by));
  return new Set([...gone, ...came].filter((one) => left.has(by(one)) && arrived.has(by(one))).map(({ id }) => id));
}

/** Migrations whose files are the same: what they do is not new, whatever is known of it now. */
const unedited = (base: Snapshot, head: Snapshot): string[] =>
  Object.values(head.facts.migration).flatMap(({ id, hash, down }) => {
    const twin = base.facts.migration[id];
    const equal =
      twin?.hash === hash && twin.down === down && (down === undefined || base.files[down] === head.files[down]);
    return equal ? [id] : [];
  });

type Deeds = readonly (readonly [deed: string, fact: Operation | Statement])[];

/** What is done after and was not done before, migration by migration; the same deed twice counts twice. */
function newDeeds(before: Deeds, after: Deeds): (Operation | Statement)[] {
  const done = new Map<string, number>();
  for (const [did] of before) done.set(did, (done.get(did) ?? 0) + 1);
  return after.flatMap(([did, fact]) => {
    const left = done.get(did) ?? 0;
    done.set(did, left - 1);
    return left > 0 ? [] : [fact];
  });
}

/**
 * Snapshot × Snapshot → Change[], in the order of the facts on head. Facts pair by id; operations and statements pair by
 * what they do inside their migration, so an edited one counts as added: what it does now is what will run.
 */
export function diff(base: Snapshot, head: Snapshot): Change[] {
  const changes: Change[] = [];
  // Moving a history to another folder changes nothing at all.
  const moved = reappeared(base, head, ({ version, name, hash }) => JSON.stringify([version, name, hash]));
  // Giving a migration another version edits the history, but what the migration does is not new.
  const renumbered = reappeared(base, head, ({ hash }) => hash);
  const asItWas = new Set([...renumbered, ...unedited(base, head)]);
  const untouched = (fact: Fact): boolean => fact.kind === "migration" && moved.has(fact.id);
  const pairById = (kind: Kind): void => {
    const before: Readonly<Record<string, Fact>> = base.facts[kind];
    const after: Readonly<Record<string, Fact>> = head.facts[kind];
    for (const [id, fact] of Object.entries(after)) {
      const twin = before[id];
      if (untouched(fact)) continue;
      if (twin === undefined) changes.push({ kind: `${kind}.added`, after: fact } as Change);
      else if (content(twin) !== content(fact))
        changes.push({
          kind: `${kind}.altered`,
          before: twin,
          after: fact,
          fields: fieldsThatDiffer(twin, fact),
        } as Change);
    }
    for (const [id, fact] of Object.entries(before))
      if (!(id in after) && !untouched(fact)) changes.push({ kind: `${kind}.removed`, before: fact } as Change);
  };
  const pairByDeed = (kind: "operation" | "statement"): void => {
    const deeds = (side: Snapshot): Deeds =>
      Object.values(side.facts[kind])
        .filter((fact) => !asItWas.has(fact.migration))
        .map((fact) => [deed(fact), fact]);
    const [before, after] = [deeds(base), deeds(head)];
    for (const fact of newDeeds(before, after)) changes.push({ kind: `${kind}.added`, after: fact } as Change);
    for (const fact of newDeeds(after, before)) changes.push({ kind: `${kind}.removed`, before: fact } as Change);
  };
  for (const kind of Object.keys(head.facts) as Kind[]) {
    if (kind === "operation" || kind === "statement") pairByDeed(kind);
    else pairById(kind);
  }
  return changes;
}
