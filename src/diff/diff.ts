import type { Change } from "../model/change.ts";
import type { Fact, Kind } from "../model/fact.ts";
import type { Operation, Statement } from "../model/migration.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { pairMigrations, type MigrationPair } from "./pair-migrations.ts";

type Facts = Readonly<Record<string, Fact>>;
type Pairs = ReadonlyMap<string, MigrationPair>;

/** Where a fact stands and how it is numbered: an edit elsewhere in its file moves these and changes nothing. */
const STANDING = new Set(["place", "id", "statement", "index", "migration"]);

/** A fact's content without where it stands. */
const content = (fact: Fact): string =>
  JSON.stringify(fact, (key, value: unknown) => (key === "place" ? undefined : value));

function fieldsThatDiffer(before: Fact, after: Fact): string[] {
  const one = before as unknown as Record<string, unknown>;
  const other = after as unknown as Record<string, unknown>;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((key) => key !== "place" && JSON.stringify(one[key]) !== JSON.stringify(other[key]))
    .sort();
}

function* pairById(kind: Kind, before: Facts, after: Facts): Iterable<Change> {
  for (const [id, fact] of Object.entries(after)) {
    const twin = before[id];
    if (twin === undefined) yield { kind: `${kind}.added`, after: fact } as Change;
    else if (content(twin) !== content(fact))
      yield { kind: `${kind}.altered`, before: twin, after: fact, fields: fieldsThatDiffer(twin, fact) } as Change;
  }
  for (const [id, fact] of Object.entries(before))
    if (!(id in after)) yield { kind: `${kind}.removed`, before: fact } as Change;
}

/** A migration under another version is still that migration, altered; one that only moved to another folder is no change. */
function* migrations(base: Snapshot, head: Snapshot, pairs: Pairs): Iterable<Change> {
  const kept = new Set([...pairs.values()].map(({ before }) => before.id));
  for (const after of Object.values(head.facts.migration)) {
    const pair = pairs.get(after.id);
    if (pair === undefined) yield { kind: "migration.added", after };
    else if (!pair.moved && content(pair.before) !== content(after))
      yield { kind: "migration.altered", before: pair.before, after, fields: fieldsThatDiffer(pair.before, after) };
  }
  for (const before of Object.values(base.facts.migration))
    if (!kept.has(before.id)) yield { kind: "migration.removed", before };
}

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

/** Statements and operations pair by what they do inside their migration; one whose files are the same does nothing new. */
function* deeds(kind: "operation" | "statement", base: Snapshot, head: Snapshot, pairs: Pairs): Iterable<Change> {
  const owner = new Map([...pairs].map(([id, { before }]) => [before.id, id]));
  const asItWas = new Set(
    [...pairs.values()]
      .filter(({ before, after }) => before.hash === after.hash && sameDown(before.down, after.down, base, head))
      .map(({ after }) => after.id),
  );
  const of = (side: Snapshot, known: (migration: string) => string): Deeds =>
    Object.values(side.facts[kind])
      .filter((fact) => !asItWas.has(known(fact.migration)))
      .map((fact) => [
        JSON.stringify([known(fact.migration), ...Object.entries(fact).filter(([key]) => !STANDING.has(key))]),
        fact,
      ]);
  const before = of(base, (migration) => owner.get(migration) ?? migration);
  const after = of(head, (migration) => migration);
  for (const fact of newDeeds(before, after)) yield { kind: `${kind}.added`, after: fact } as Change;
  for (const fact of newDeeds(after, before)) yield { kind: `${kind}.removed`, before: fact } as Change;
}

const sameDown = (one: string | undefined, other: string | undefined, base: Snapshot, head: Snapshot): boolean =>
  one === undefined || other === undefined ? one === other : base.files[one] === head.files[other];

/**
 * Snapshot × Snapshot → Change[], in the order of the facts on head. Facts pair by id, migrations also by text or name. An
 * edited operation counts as added: what it does now is what will run.
 */
export function diff(base: Snapshot, head: Snapshot): Change[] {
  const pairs = pairMigrations(base, head);
  return (Object.keys(head.facts) as Kind[]).flatMap((kind) => {
    if (kind === "migration") return [...migrations(base, head, pairs)];
    if (kind === "operation" || kind === "statement") return [...deeds(kind, base, head, pairs)];
    return [...pairById(kind, base.facts[kind], head.facts[kind])];
  });
}
