import type { Sql } from "./sql.ts";

/** What is left of each kind, and milliseconds since that was so. */
export interface Left {
  readonly points: number;
  readonly writes: number;
  readonly contents: number;
  readonly age: number;
  /** Milliseconds for which GitHub wants to be left alone; 0 where it does not. */
  readonly paused: number;
}

/** What `decide` makes of what is left, seen and written down in one piece by whichever process asks. */
export const withLeft = <T>(
  sql: Sql,
  installation: number,
  full: Omit<Left, "age" | "paused">,
  decide: (left: Left) => { readonly left: Omit<Left, "age" | "paused">; readonly said: T },
): Promise<T> =>
  sql.transaction(async (inner) => {
    await inner.query(
      `INSERT INTO dataplan.pace (installation, points, writes, contents) VALUES ($1, $2, $3, $4)
       ON CONFLICT (installation) DO NOTHING`,
      [installation, full.points, full.writes, full.contents],
    );
    const [row] = await inner.query<Left>(
      `SELECT points, writes, contents,
         (extract(epoch FROM clock_timestamp() - filled_at) * 1000)::float8 AS age,
         greatest(0, coalesce(extract(epoch FROM paused_until - clock_timestamp()) * 1000, 0))::float8 AS paused
       FROM dataplan.pace WHERE installation = $1 FOR UPDATE`,
      [installation],
    );
    const { left, said } = decide(row ?? { ...full, age: 0, paused: 0 });
    await inner.query(
      "UPDATE dataplan.pace SET points = $2, writes = $3, contents = $4, filled_at = clock_timestamp() WHERE installation = $1",
      [installation, left.points, left.writes, left.contents],
    );
    return said;
  });

/** GitHub refused: nothing is asked for a while. Without `milliseconds` it is a minute, then two, then four, up to an hour. */
export async function pause(sql: Sql, installation: number, milliseconds?: number): Promise<void> {
  await sql.query(
    `INSERT INTO dataplan.pace AS p (installation, points, writes, contents, refusals, paused_until)
     VALUES ($1, 0, 0, 0, 1, now() + coalesce($2::float8, 60000) * interval '1 millisecond')
     ON CONFLICT (installation) DO UPDATE SET
       refusals = p.refusals + 1,
       paused_until = greatest(p.paused_until,
         now() + coalesce($2::float8, least(60000 * power(2, p.refusals), 3600000)) * interval '1 millisecond')
     WHERE p.paused_until IS NULL OR p.paused_until <= now() OR $2::float8 IS NOT NULL`,
    [installation, milliseconds ?? null],
  );
}

/** GitHub answers again. */
export async function resume(sql: Sql, installation: number): Promise<void> {
  await sql.query(
    "UPDATE dataplan.pace SET refusals = 0, paused_until = NULL WHERE installation = $1 AND refusals > 0",
    [installation],
  );
}

export async function noteRemaining(sql: Sql, installation: number, remaining: number): Promise<void> {
  await sql.query("UPDATE dataplan.pace SET remaining = $2 WHERE installation = $1", [installation, remaining]);
}
