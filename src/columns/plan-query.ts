import { dialectOf } from "./parse/dialect.ts";
import type { ReadQuery } from "./parse/query-reader.ts";
import { readQuery } from "./parse/read-query.ts";
import type { Plan } from "./resolve/plan.ts";
import { resolveQuery } from "./resolve/resolve-query.ts";
import type { Catalog } from "./resolve/row.ts";

/** A query with what it is read with. */
export interface RenderedQuery {
  readonly sql: string;
  /** As dbt calls the database. */
  readonly adapter: string;
  /** Names in it that a template left open. */
  readonly holes: readonly string[];
}

/**
 * The plan of a query with the columns of what it reads; undefined where it cannot be read, or grows without end. `read` may
 * remember what a text was read as.
 */
export function planQuery(
  { sql, adapter, holes }: RenderedQuery,
  catalog: Catalog,
  read: typeof readQuery = readQuery,
): Plan | undefined {
  const dialect = dialectOf(adapter);
  try {
    const found: ReadQuery = read(sql, dialect);
    if ("unread" in found) return undefined;
    const hole = (key: string): boolean => holes.some((one) => key.includes(one));
    return resolveQuery(found.query, { dialect, expand: true, hole, catalog });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}
