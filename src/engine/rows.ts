import type { LostRows, ProofRows } from "../model/observation.ts";
import type { Script } from "../ports.ts";
import { spelt } from "./catalog.ts";
import type { Database, Row } from "./database.ts";
import { howLost } from "./how-lost.ts";

/** What one table holds at one moment. */
interface TableRows {
  readonly oid: number;
  readonly name: string;
  readonly bareName: string;
  readonly count: number;
  readonly columns: readonly ColumnValues[];
}

interface ColumnValues {
  readonly number: number;
  readonly name: string;
  /** In their order, without NULL. Undefined where there are too many rows to look at. */
  readonly values: readonly string[] | undefined;
  /** The table counts it by itself: a row that comes back has another number, and is the same row. */
  readonly counted: boolean;
}

export type Held = readonly TableRows[];

/** A table that a history fills is a small one; more rows than that are only counted. */
const MANY = 100;

/** What these tables hold, and those that have got the name of one of `before` since. */
export async function readRows(database: Database, oids: ReadonlySet<number>, before: Held = []): Promise<Held> {
  if (oids.size === 0) return [];
  const columns = await database.look(columnsOf(oids, before));
  const tables = [...Map.groupBy(columns, ({ oid }) => Number(oid))];
  if (tables.length === 0) return [];
  const values = await database.look(tables.map(([, own], at) => valuesOf(own, at)).join(" union all "));
  const byTable = new Map(values.map((row) => [Number(row["at"]), row]));
  return tables.map(([oid, own], at) => table(oid, own, byTable.get(at)));
}

function columnsOf(oids: ReadonlySet<number>, before: Held): string {
  const names = before.map(({ name }) => literal(name));
  const named = `pg_catalog.concat_ws('.', ${spelling("n.nspname")}, ${spelling("c.relname")})`;
  return `select c.oid::int8::float8 as oid, n.nspname::text as schema, c.relname::text as name, a.attnum::int as number, a.attname::text as column,
      a.attidentity <> '' or exists (select from pg_catalog.pg_attrdef d where d.adrelid = c.oid and d.adnum = a.attnum
        and pg_catalog.pg_get_expr(d.adbin, d.adrelid) ~ '^nextval') as counted
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_'
      and (c.oid in (${[...oids].join(", ")})${names.length === 0 ? "" : ` or ${named} in (${names.join(", ")})`})
    order by c.oid, a.attnum`;
}

/** As \`spelt\` writes a name. */
const spelling = (name: string): string =>
  `case when ${name} ~ '^[a-z_][a-z0-9_$]*$' then ${name}::text else '"' || pg_catalog.replace(${name}::text, '"', '""') || '"' end`;

function valuesOf(columns: readonly Row[], at: number): string {
  const [first = {}] = columns;
  const relation = `${quoted(first["schema"])}.${quoted(first["name"])}`;
  // one value is cut, since a row may hold megabytes
  const values = columns.flatMap(({ column }) =>
    typeof column === "string" ? [`pg_catalog.left(pg_catalog.format('%L', t.${quoted(column)}), 2000)`] : [],
  );
  return `select ${at}::int as at, counted.count::float8 as count, case when counted.count <= ${MANY} then
      (select pg_catalog.json_agg(array[${values.join(", ")}]::text[])::text from ${relation} t) end as values
    from (select pg_catalog.count(*) as count from ${relation}) counted`;
}

const quoted = (name: unknown): string => `"${String(name).replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function table(oid: number, columns: readonly Row[], found: Row | undefined): TableRows {
  const [first = {}] = columns;
  const seen = typeof found?.["values"] === "string" ? (JSON.parse(found["values"]) as string[][]) : undefined;
  const count = Number(found?.["count"] ?? 0);
  const own = columns.filter(({ column }) => column !== null);
  return {
    oid,
    name: spelt([String(first["schema"]), String(first["name"])]),
    bareName: String(first["name"]),
    count,
    columns: own.map(({ number, column, counted }, at) => ({
      number: Number(number),
      name: String(column),
      counted: counted === true,
      values:
        count === 0
          ? []
          : seen?.flatMap((row) => (row[at] === undefined || row[at] === "NULL" ? [] : [row[at]])).sort(),
    })),
  };
}

/** The scripts of the two ways, which may say that something goes. */
export interface Ways {
  readonly up: readonly Script[];
  readonly down: readonly Script[];
}

/** What was there before the way up and is not after the way down, and which of the two lost it. */
export function compareRows(before: Held, risen: Held, after: Held, ways: Ways): ProofRows {
  const watched = before.filter(({ count }) => count > 0);
  if (watched.length === 0) return { result: "unseen", lost: [] };
  const lost = watched.flatMap((was) => {
    const is = after.find(({ name }) => name === was.name) ?? after.find(({ oid }) => oid === was.oid);
    const between = [risen.find(({ oid }) => oid === was.oid), risen.find(({ name }) => name === was.name)];
    const names = [was.bareName, ...between.flatMap((one) => one?.bareName ?? [])];
    const one = (column: ColumnValues | undefined, kept: (now: TableRows | undefined) => boolean): LostRows[] => {
      if (kept(is)) return [];
      const by = between.some(kept) ? "down" : "up";
      const how = column?.counted === true ? "rewritten" : howLost(ways[by], names, namesOf(column, was, between));
      return [{ table: was.name, ...(column === undefined ? {} : { column: column.name }), by, how }];
    };
    const rows = one(undefined, (now) => now !== undefined && now.count >= was.count);
    if (rows.length > 0) return rows;
    return was.columns.flatMap((column) => one(column, (now) => keeps(column, now, now?.oid === was.oid)));
  });
  return { result: lost.length > 0 ? "lost" : "kept", lost };
}

/** Under its name, or, while the table is the same, at its number: that is how a renamed column is found. */
function keeps({ name, number, values }: ColumnValues, now: TableRows | undefined, same: boolean): boolean {
  if (values === undefined || values.length === 0) return true;
  const homes = now?.columns.filter((one) => one.name === name || (same && one.number === number)) ?? [];
  return homes.some((home) => home.values !== undefined && holdsAll(home.values, values));
}

function holdsAll(now: readonly string[], then: readonly string[]): boolean {
  const left = [...now];
  return then.every((value) => {
    const at = left.indexOf(value);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** What it was called, before and after the way up. */
function namesOf(
  column: ColumnValues | undefined,
  was: TableRows,
  between: readonly (TableRows | undefined)[],
): readonly string[] {
  if (column === undefined) return [];
  const later = between
    .filter((one) => one?.oid === was.oid)
    .flatMap((one) => one?.columns.find(({ number }) => number === column.number)?.name ?? []);
  return [column.name, ...later];
}
