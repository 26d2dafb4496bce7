import { spelt } from "./catalog.ts";
import type { Database, Row } from "./database.ts";

/** What a statement may leave its marks on, read in one round trip before and after it. */
export interface Gauge {
  readonly relations: ReadonlyMap<number, Relation>;
  /** Modes held by this transaction, by relation. */
  readonly locks: ReadonlyMap<number, ReadonlySet<string>>;
}

export interface Relation {
  readonly name: string;
  readonly bareName: string;
  readonly kind: string;
  readonly file: number;
  readonly scans: number;
  readonly parent: number;
}

const QUERY = `
select c.oid::int8::float8 as oid, n.nspname::text as schema, c.relname::text as name, c.relkind::text as kind, c.relfilenode::int8::float8 as file,
  pg_catalog.pg_stat_get_xact_numscans(c.oid)::float8 as scans,
  case when c.relispartition then (select i.inhparent::int8::float8 from pg_catalog.pg_inherits i where i.inhrelid = c.oid limit 1) end as parent
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'm', 'v', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema';
select l.relation::int8::float8 as oid, l.mode::text as mode from pg_catalog.pg_locks l
where l.locktype = 'relation' and l.granted and l.pid = pg_catalog.pg_backend_pid() and l.relation >= 16384::oid
`;

export async function readGauge(database: Database): Promise<Gauge> {
  const [rows = [], held = []] = await database.looks(QUERY);
  const relations = new Map(rows.map((row) => [Number(row["oid"]), relation(row)]));
  const locks = new Map<number, Set<string>>();
  for (const row of held) {
    const oid = Number(row["oid"]);
    const modes = locks.get(oid) ?? new Set();
    modes.add(String(row["mode"]));
    locks.set(oid, modes);
  }
  return { relations, locks };
}

const relation = (row: Row): Relation => ({
  name: spelt([String(row["schema"]), String(row["name"])]),
  bareName: String(row["name"]),
  kind: String(row["kind"]),
  file: Number(row["file"]),
  scans: Number(row["scans"]),
  parent: Number(row["parent"] ?? 0),
});

export interface Marks {
  readonly locks: readonly { readonly relation: string; readonly mode: string }[];
  readonly rewrote: readonly string[];
  readonly scanned: readonly string[];
}

/** What the text of a statement tells about locks that cannot be told from those held already. */
export interface Named {
  readonly words: ReadonlySet<string>;
  /** The mode that this kind of statement takes, where that is known. */
  readonly usual: string | undefined;
  readonly writesRows: boolean;
  /** TRUNCATE begins a new file, and writes nothing into it. */
  readonly empties: boolean;
}

/**
 * What happened between two gauges. A mode that the transaction held already does not show up again: for a relation that the
 * statement names and that gained nothing, it is one of the held ones. `ours` are tables locked for the seed's sake.
 */
export function marks(before: Gauge, after: Gauge, named: Named, ours: ReadonlySet<number>): Marks {
  const locks: { relation: string; mode: string }[] = [];
  const rewrote = new Set<string>();
  const scanned = new Set<string>();
  for (const [oid, modes] of after.locks) {
    const known = before.relations.get(oid) ?? after.relations.get(oid);
    if (known === undefined) continue;
    const held = before.locks.get(oid) ?? new Set();
    const gained = [...modes].filter((mode) => !held.has(mode));
    const taken = gained.length > 0 || !named.words.has(known.bareName) ? gained : again(held, named, ours.has(oid));
    for (const mode of taken) locks.push({ relation: known.name, mode });
  }
  for (const [oid, now] of after.relations) {
    const then = before.relations.get(oid);
    if (then === undefined) continue;
    if (named.empties && now.file !== then.file) continue;
    if (now.scans > then.scans) scanned.add(then.name);
    if (now.file === then.file || now.kind === "v") continue;
    rewrote.add(then.name);
    // a partitioned table has no file of its own: its partitions' rewrite is its rewrite
    for (let up = then.parent; up !== 0; up = before.relations.get(up)?.parent ?? 0)
      rewrote.add(before.relations.get(up)?.name ?? then.name);
  }
  return { locks: locks.sort(byRelation), rewrote: [...rewrote].sort(), scanned: [...scanned].sort() };
}

const STRENGTH = [
  "AccessShareLock",
  "RowShareLock",
  "RowExclusiveLock",
  "ShareUpdateExclusiveLock",
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock",
];

const byRelation = (a: { relation: string; mode: string }, b: { relation: string; mode: string }): number =>
  a.relation === b.relation ? STRENGTH.indexOf(b.mode) - STRENGTH.indexOf(a.mode) : a.relation < b.relation ? -1 : 1;

function again(held: ReadonlySet<string>, { usual, writesRows }: Named, seeded: boolean): readonly string[] {
  if (usual !== undefined && held.has(usual)) return [usual];
  const theirs = [...held].filter((mode) => !(seeded && mode === "RowExclusiveLock" && !writesRows));
  return theirs.sort((a, b) => STRENGTH.indexOf(b) - STRENGTH.indexOf(a)).slice(0, 1);
}
