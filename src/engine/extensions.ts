import type { Extensions } from "@electric-sql/pglite";
import type { Question } from "../ports.ts";
import { bloom } from "@electric-sql/pglite/contrib/bloom";
import { btree_gin } from "@electric-sql/pglite/contrib/btree_gin";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { citext } from "@electric-sql/pglite/contrib/citext";
import { cube } from "@electric-sql/pglite/contrib/cube";
import { dict_int } from "@electric-sql/pglite/contrib/dict_int";
import { earthdistance } from "@electric-sql/pglite/contrib/earthdistance";
import { fuzzystrmatch } from "@electric-sql/pglite/contrib/fuzzystrmatch";
import { hstore } from "@electric-sql/pglite/contrib/hstore";
import { intarray } from "@electric-sql/pglite/contrib/intarray";
import { isn } from "@electric-sql/pglite/contrib/isn";
import { lo } from "@electric-sql/pglite/contrib/lo";
import { ltree } from "@electric-sql/pglite/contrib/ltree";
import { moddatetime } from "@electric-sql/pglite/contrib/moddatetime";
import { pg_stat_statements } from "@electric-sql/pglite/contrib/pg_stat_statements";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto";
import { seg } from "@electric-sql/pglite/contrib/seg";
import { tablefunc } from "@electric-sql/pglite/contrib/tablefunc";
import { tcn } from "@electric-sql/pglite/contrib/tcn";
import { tsm_system_rows } from "@electric-sql/pglite/contrib/tsm_system_rows";
import { tsm_system_time } from "@electric-sql/pglite/contrib/tsm_system_time";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { uuid_ossp } from "@electric-sql/pglite/contrib/uuid_ossp";

/** What `CREATE EXTENSION` finds. Those that read files or pages (file_fdw, pageinspect, …) stay out. */
const BUNDLED: Extensions = {
  bloom,
  btree_gin,
  btree_gist,
  citext,
  cube,
  dict_int,
  earthdistance,
  fuzzystrmatch,
  hstore,
  intarray,
  isn,
  lo,
  ltree,
  moddatetime,
  pg_stat_statements,
  pg_trgm,
  pgcrypto,
  seg,
  tablefunc,
  tcn,
  tsm_system_rows,
  tsm_system_time,
  unaccent,
  uuid_ossp,
};

/** Those that the question's texts ask for: all of them together would take a third of the start. */
export function extensionsFor({ history, change }: Question): Extensions {
  const asking = [...history, ...change]
    .flatMap(({ up, down = [] }) => [...up, ...down])
    .flatMap(({ sql }) => (/\bextension\b/i.test(sql) ? [sql.toLowerCase()] : []));
  // CASCADE brings what an extension stands on
  if (asking.some((sql) => sql.includes("earthdistance"))) asking.push("cube");
  return Object.fromEntries(
    Object.entries(BUNDLED).filter(([name]) =>
      asking.some((sql) => sql.replaceAll("uuid-ossp", "uuid_ossp").includes(name)),
    ),
  );
}
