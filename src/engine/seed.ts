import type { Database, Refusal, Row } from "./database.ts";

const COLUMNS = `
select a.attrelid::int8::float8 as oid, a.attrelid::regclass::text as relation, quote_ident(a.attname) as name,
  a.attnotnull and a.atthasdef = false as required, a.attgenerated::text <> '' as generated,
  bt.typname::text as base, bt.typtype::text as typtype, bt.typcategory::text as category,
  format_type(a.atttypid, a.atttypmod) as full_type,
  (select enumlabel::text from pg_enum where enumtypid = bt.oid order by enumsortorder limit 1) as label
from pg_attribute a
join pg_type t on t.oid = a.atttypid
join pg_type bt on bt.oid = case when t.typtype = 'd' then getdomainbase(t.oid) else t.oid end
where a.attnum > 0 and not a.attisdropped and a.attrelid = any(array[OIDS]::oid[])
order by a.attrelid, a.attnum`.replace("getdomainbase(t.oid)", domainBase());

/** pg_type says only what a domain stands directly on; two steps are as deep as anybody goes. */
function domainBase(): string {
  return "(select case when d.typtype = 'd' then d.typbasetype else d.oid end from pg_type d where d.oid = t.typbasetype)";
}

/** Integers far from where a sequence begins, so that the seed is in nobody's way; the same everywhere, so that keys agree. */
const BY_TYPE: Readonly<Record<string, string>> = {
  bool: "true",
  int2: "30001",
  int4: "30001",
  int8: "30001",
  oid: "30001",
  float4: "1",
  float8: "1",
  numeric: "1",
  money: "1",
  uuid: "00000000-0000-4000-8000-000000030001",
  date: "2026-01-02",
  timestamp: "2026-01-02 03:04:05",
  timestamptz: "2026-01-02 03:04:05+00",
  time: "03:04:05",
  timetz: "03:04:05+00",
  interval: "1 day",
  json: "{}",
  jsonb: "{}",
  bytea: "\\x00",
  inet: "192.0.2.1",
  cidr: "192.0.2.0/24",
  macaddr: "08:00:2b:01:02:03",
  xml: "<x/>",
  tsvector: "x",
  tsquery: "x",
  ltree: "x",
  hstore: "",
  point: "(0,0)",
  bit: "0",
  varbit: "0",
};

const TRIES = 5;

export interface Seeded {
  /** Tables that got a row of ours. */
  readonly seeded: ReadonlySet<number>;
  /** These, and those that had rows of their own. */
  readonly watched: ReadonlySet<number>;
}

/** One row in each of these tables and their neighbours, best effort, written so that no trigger fires. */
export async function seed(database: Database, oids: readonly number[], cascading: boolean): Promise<Seeded> {
  const seeded = new Set<number>();
  if (oids.length === 0) return { seeded, watched: seeded };
  const wanted = await withNeighbours(database, oids, cascading);
  const rows = await database.look(COLUMNS.replace("OIDS", wanted.join(",")));
  await database.run("set local session_replication_role = replica");
  for (const [oid, columns] of Map.groupBy(rows, (row) => Number(row["oid"])))
    if (await seedOne(database, oid, columns)) seeded.add(oid);
  await database.run("set local session_replication_role = origin");
  return { seeded, watched: new Set(wanted) };
}

/** A foreign key that is checked again looks for the row that it points at; one that cascades takes rows along. */
async function withNeighbours(
  database: Database,
  oids: readonly number[],
  cascading: boolean,
): Promise<readonly number[]> {
  const these = `any(array[${oids.join(",")}]::oid[])`;
  const pointing = `union select conrelid::int8::float8 from pg_constraint where contype = 'f' and confdeltype in ('c', 'n', 'd') and confrelid = ${these}`;
  const [rows = []] = await database.run(
    `select confrelid::int8::float8 as oid from pg_constraint where contype = 'f' and conrelid = ${these} ${cascading ? pointing : ""}`,
  );
  return [...new Set([...oids, ...rows.map((row) => Number(row["oid"]))])];
}

async function seedOne(database: Database, oid: number, columns: readonly Row[]): Promise<boolean> {
  const relation = String(columns[0]?.["relation"]);
  const [found = []] = await database.run(`select 1 as found from ${relation} limit 1`);
  if (found.length > 0) return false;
  let filled = columns.flatMap((column) => {
    const value = column["generated"] === true ? undefined : valueFor(column);
    return value === undefined ? [] : [{ name: String(column["name"]), value, required: column["required"] === true }];
  });
  // all columns first, since a NULL would fail more than it should; where a check refuses our values, not those it looks at
  for (let tries = 0; tries < TRIES; tries++) {
    const sql =
      filled.length === 0
        ? `insert into ${relation} default values`
        : `insert into ${relation} (${filled.map(({ name }) => name).join(", ")}) overriding system value values (${filled.map(({ value }) => value).join(", ")})`;
    await database.run("savepoint seed");
    const refused = await database.attempt(sql);
    await database.run(refused === undefined ? "release seed" : "rollback to seed; release seed");
    if (refused === undefined) return true;
    const checked = await columnsChecked(database, oid, refused);
    const fewer = filled.filter(({ name, required }) => required || (checked !== undefined && !checked.has(name)));
    if (fewer.length === filled.length) return false;
    filled = fewer;
  }
  return false;
}

/** The columns of the check that refused a row; undefined where something else did. */
async function columnsChecked(
  database: Database,
  oid: number,
  { message }: Refusal,
): Promise<ReadonlySet<string> | undefined> {
  const name = /violates check constraint "(.+)"$/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const [rows = []] = await database.run(
    `select quote_ident(a.attname) as name from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) where c.conrelid = ${oid} and c.conname = '${name.replaceAll("'", "''")}'`,
  );
  return new Set(rows.map((row) => String(row["name"])));
}

function valueFor(column: Row): string | undefined {
  const cast = `::${String(column["full_type"])}`;
  const label = column["label"];
  if (typeof label === "string") return `'${label.replaceAll("'", "''")}'${cast}`;
  if (column["category"] === "A") return `'{}'${cast}`;
  if (column["typtype"] === "r") return `'empty'${cast}`;
  if (column["category"] === "S") return `'x'${cast}`;
  const known = BY_TYPE[String(column["base"])];
  return known === undefined ? undefined : `'${known}'${cast}`;
}

/** Take the seed out again, wherever its tables went since. */
export async function unseed(database: Database, seeded: ReadonlySet<number>): Promise<void> {
  if (seeded.size === 0) return;
  await database.run("savepoint unseed; set local session_replication_role = replica");
  for (const oid of seeded) {
    const rows = await database.look(`select ${oid}::oid::regclass::text as relation from pg_class where oid = ${oid}`);
    const relation = rows[0]?.["relation"];
    if (typeof relation === "string") await database.attempt(`delete from ${relation}`);
  }
  await database.run("set local session_replication_role = origin; release unseed");
}
