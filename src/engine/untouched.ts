import type { Database } from "./database.ts";

/** What initdb did not write while it set up the system itself; the database that it made last tells when it was done. */
const LATER = `
select 'begun' as name, d.xmin::text as xid from pg_catalog.pg_database d where d.datname = 'postgres'
union all
select p.proname::text, p.xmin::text from pg_catalog.pg_proc p where p.pronamespace = 11 and p.xmin <> '1'
  and not exists (select from pg_catalog.pg_depend e where e.classid = 1255 and e.objid = p.oid and e.deptype = 'e')
union all
select o.oprname::text, o.xmin::text from pg_catalog.pg_operator o where o.oprnamespace = 11 and o.xmin <> '1'
  and not exists (select from pg_catalog.pg_depend e where e.classid = 2617 and e.objid = o.oid and e.deptype = 'e')`;

/**
 * Throws where PostgreSQL's own functions and operators are not its own any more: our questions are made of them, and their
 * answers are worth nothing then. Must stand inside a transaction.
 */
export async function assertUntouched(database: Database): Promise<void> {
  const [begun, ...rest] = await database.look(LATER);
  const since = Number(begun?.["xid"]);
  const changed = rest.find(({ xid }) => Number(xid) > since);
  if (changed !== undefined)
    throw new Error(
      `the migrations change \`${String(changed["name"])}\` of PostgreSQL itself, by which we would look`,
    );
}
