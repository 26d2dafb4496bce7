import { dialectOf } from "../columns/parse/dialect.ts";
import { readQuery } from "../columns/parse/read-query.ts";
import type { Plan } from "../columns/resolve/plan.ts";
import { resolveQuery } from "../columns/resolve/resolve-query.ts";
import type { ModelQuery } from "../model/dbt.ts";

/** A model's SQL by itself: stars stay as they are, so that what is the same on two sides cancels. */
export function plainPlan(sql: string, { adapter, holes }: ModelQuery): Plan | undefined {
  const dialect = dialectOf(adapter);
  const read = readQuery(sql, dialect);
  if ("unread" in read) return undefined;
  const hole = (key: string): boolean => Object.keys(holes).some((one) => key.includes(one));
  return resolveQuery(read.query, { dialect, catalog: () => undefined, expand: false, hole });
}
