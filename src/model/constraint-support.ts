import type { Model } from "./dbt.ts";
import { oncePer } from "./once-per.ts";
import type { Snapshot } from "./snapshot.ts";

const ALL = ["check", "not_null", "unique", "primary_key", "foreign_key"];

/** Adapter → the kinds of constraints that its database refuses rows by, as the adapters themselves say (`CONSTRAINT_SUPPORT`). */
const ENFORCED: Readonly<Record<string, readonly string[]>> = {
  postgres: ALL,
  duckdb: ALL,
  sqlserver: ALL,
  fabric: ["not_null", "unique", "primary_key", "foreign_key"],
  redshift: ["not_null"],
  snowflake: ["not_null"],
  bigquery: ["not_null"],
  trino: ["not_null"],
  vertica: ["not_null"],
  materialize: ["not_null"],
  databricks: ["check", "not_null"],
  clickhouse: ["check"],
  spark: [],
  athena: [],
};

/** Does the database refuse rows that break it? Undefined for adapters that we do not know. A kind of dbt's own future counts as not enforced, as for dbt. */
export const isEnforced = (adapter: string | undefined, type: string): boolean | undefined =>
  adapter === undefined ? undefined : ENFORCED[adapter]?.includes(type);

const byProject = oncePer(({ facts }: Snapshot) => {
  const found = new Map<string, string>();
  for (const { project, query } of Object.values(facts.model))
    if (query !== undefined && !found.has(project)) found.set(project, query.adapter);
  return found;
});

/** The database of a model; a Python model is built where its project's SQL runs. */
export const adapterOf = (side: Snapshot, { project, query }: Model): string | undefined =>
  query?.adapter ?? byProject(side).get(project);

/** dbt gives a model its constraints only where it creates the table itself. */
export const takesConstraints = ({ materialized }: Model): boolean =>
  materialized === "table" || materialized === "incremental";
