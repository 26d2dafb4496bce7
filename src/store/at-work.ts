import type { Sql } from "./sql.ts";

/** A pull request whose check run shows us at work; `job` is what would end that. */
export interface AtWork {
  readonly repository: number;
  readonly pull: number;
  readonly job: object;
}

export async function noteAtWork(sql: Sql, { repository, pull, job }: AtWork): Promise<void> {
  await sql.query(
    `INSERT INTO dataplan.at_work (repository, pull, job) VALUES ($1, $2, $3::jsonb)
     ON CONFLICT (repository, pull) DO UPDATE SET job = EXCLUDED.job, since = now()`,
    [repository, pull, JSON.stringify(job)],
  );
}

export async function noteAnswer(sql: Sql, { repository, pull }: Omit<AtWork, "job">): Promise<void> {
  await sql.query("DELETE FROM dataplan.at_work WHERE repository = $1 AND pull = $2", [repository, pull]);
}

/** Those that have stood longer than `milliseconds`. They count as begun anew, so that nobody finds them twice in a row. */
export const overdue = (sql: Sql, milliseconds: number): Promise<readonly AtWork[]> =>
  sql.query<AtWork>(
    `UPDATE dataplan.at_work SET since = now() WHERE since <= now() - $1 * interval '1 millisecond'
     RETURNING repository, pull, job`,
    [milliseconds],
  );
