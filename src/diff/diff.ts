import type { Change } from "../model/change.ts";
import type { Fact, Kind } from "../model/fact.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** A fact's content without where it stands. */
function content(fact: Fact): string {
  return JSON.stringify(fact, (key, value: unknown) => (key === "place" ? undefined : value));
}

function fieldsThatDiffer(before: Fact, after: Fact): string[] {
  const one = before as unknown as Record<string, unknown>;
  const other = after as unknown as Record<string, unknown>;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((key) => key !== "place" && JSON.stringify(one[key]) !== JSON.stringify(other[key]))
    .sort();
}

/** Migrations that stand under another id on head, text unchanged: moving a history changes nothing. */
function moved(base: Snapshot, head: Snapshot): Set<string> {
  const gone = Object.values(base.facts.migration).filter(({ id }) => !(id in head.facts.migration));
  const came = Object.values(head.facts.migration).filter(({ id }) => !(id in base.facts.migration));
  const hashes = new Set(gone.map(({ hash }) => hash));
  const ids = new Set(came.filter(({ hash }) => hashes.has(hash)).map(({ id }) => id));
  const arrived = new Set(came.filter(({ id }) => ids.has(id)).map(({ hash }) => hash));
  for (const { id, hash } of gone) if (arrived.has(hash)) ids.add(id);
  return ids;
}

const partOf = (fact: Fact): string | undefined =>
  fact.kind === "migration"
    ? fact.id
    : fact.kind === "statement" || fact.kind === "operation"
      ? fact.migration
      : undefined;

/**
 * Snapshot × Snapshot → Change[], in the order of the facts on head. An operation has no identity beyond its text, so an
 * edited one counts as added: what it does now is what will run.
 */
export function diff(base: Snapshot, head: Snapshot): Change[] {
  const changes: Change[] = [];
  const skipped = moved(base, head);
  const untouched = (fact: Fact): boolean => {
    const part = partOf(fact);
    return part !== undefined && skipped.has(part);
  };
  for (const kind of Object.keys(head.facts) as Kind[]) {
    const before: Readonly<Record<string, Fact>> = base.facts[kind];
    const after: Readonly<Record<string, Fact>> = head.facts[kind];
    for (const [id, fact] of Object.entries(after)) {
      const twin = before[id];
      if (untouched(fact)) continue;
      if (twin === undefined) changes.push({ kind: `${kind}.added`, after: fact } as Change);
      else if (content(twin) !== content(fact)) {
        if (kind === "operation" || kind === "statement")
          changes.push({ kind: `${kind}.added`, after: fact } as Change);
        else
          changes.push({
            kind: `${kind}.altered`,
            before: twin,
            after: fact,
            fields: fieldsThatDiffer(twin, fact),
          } as Change);
      }
    }
    for (const [id, fact] of Object.entries(before))
      if (!(id in after) && !untouched(fact)) changes.push({ kind: `${kind}.removed`, before: fact } as Change);
  }
  return changes;
}
