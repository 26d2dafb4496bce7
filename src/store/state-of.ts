import type { Sql } from "./sql.ts";

/** How the store stands, for whoever watches over the server. Ages in seconds. */
export interface StoreState {
  /** In a worker's hand, waiting for one, and waiting for their time. */
  readonly running: number;
  readonly waiting: number;
  readonly later: number;
  /** Since the oldest delivery came of which something is not done yet. */
  readonly oldest: number;
  /** For how long the next job has been due. */
  readonly overdue: number;
  /** Processes that were seen within half a minute; PGlite has one, which does not say so. */
  readonly workers: number;
  /** Since each round began last. */
  readonly rounds: readonly { readonly name: string; readonly age: number }[];
  /** The least that GitHub left any installation of its hourly budget, as far as one was used within the hour. */
  readonly remaining: number | null;
  /** Installations that GitHub wants to be left alone. */
  readonly paused: number;
}

export async function stateOf(sql: Sql): Promise<StoreState | undefined> {
  const rounds = await sql.query<StoreState["rounds"][number]>(
    "SELECT name, extract(epoch FROM now() - began_at)::float8 AS age FROM dataplan.round ORDER BY name",
  );
  const [row] = await sql.query<Omit<StoreState, "rounds">>(
    `SELECT
       count(*) FILTER (WHERE j.worker IS NOT NULL)::int AS running,
       count(*) FILTER (WHERE j.worker IS NULL AND j.due_at <= now())::int AS waiting,
       count(*) FILTER (WHERE j.worker IS NULL AND j.due_at > now())::int AS later,
       coalesce(extract(epoch FROM now() - min(d.received_at)), 0)::float8 AS oldest,
       coalesce(extract(epoch FROM now() - min(j.due_at) FILTER (WHERE j.worker IS NULL AND j.due_at <= now())), 0)::float8
         AS overdue,
       (SELECT count(*) FROM dataplan.worker WHERE seen_at > now() - interval '30 seconds')::int AS workers,
       (SELECT min(remaining) FROM dataplan.pace WHERE filled_at > now() - interval '1 hour')::int AS remaining,
       (SELECT count(*) FROM dataplan.pace WHERE paused_until > now())::int AS paused
     FROM dataplan.job j JOIN dataplan.delivery d ON d.id = j.delivery`,
  );
  return row === undefined ? undefined : { ...row, rounds };
}
