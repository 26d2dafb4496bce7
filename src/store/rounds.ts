import type { Sql } from "./sql.ts";

/** Says that a round begins, unless another process said so less than `gap` milliseconds ago. */
export async function beginRound(sql: Sql, name: string, gap: number): Promise<boolean> {
  const begun = await sql.query(
    `INSERT INTO dataplan.round AS r (name) VALUES ($1)
     ON CONFLICT (name) DO UPDATE SET began_at = now() WHERE r.began_at <= now() - $2 * interval '1 millisecond'
     RETURNING name`,
    [name, gap],
  );
  return begun.length > 0;
}

/** How far the last whole round came; undefined before the first. */
export async function reachedBy(sql: Sql, name: string): Promise<string | undefined> {
  const [row] = await sql.query<{ readonly reached: string | null }>(
    "SELECT reached FROM dataplan.round WHERE name = $1",
    [name],
  );
  return row?.reached ?? undefined;
}

export async function reach(sql: Sql, name: string, reached: string): Promise<void> {
  await sql.query(
    `INSERT INTO dataplan.round (name, reached) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET reached = EXCLUDED.reached`,
    [name, reached],
  );
}
