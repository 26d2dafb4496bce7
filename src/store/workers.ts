import type { Sql } from "./sql.ts";

/** Says that this process is alive. */
export async function beat(sql: Sql, worker: string): Promise<void> {
  await sql.query("INSERT INTO dataplan.worker (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET seen_at = now()", [
    worker,
  ]);
}

export async function leave(sql: Sql, worker: string): Promise<void> {
  await sql.query("DELETE FROM dataplan.worker WHERE id = $1", [worker]);
}

/** Takes from the dead what they had in hand; dead is who was not seen for `silence` milliseconds. Answers with how much that was. */
export async function inherit(sql: Sql, silence: number): Promise<number> {
  await sql.query("DELETE FROM dataplan.worker WHERE seen_at <= now() - $1 * interval '1 millisecond'", [silence]);
  const rows = await sql.query(
    `UPDATE dataplan.job SET worker = NULL, leads = false, crashes = crashes + 1
     WHERE worker IS NOT NULL AND worker NOT IN (SELECT id FROM dataplan.worker) RETURNING id`,
  );
  return rows.length;
}

/** Forgets deliveries that ended long ago: GitHub itself forgets them after three days. */
export async function forgetDeliveries(sql: Sql, days: number): Promise<void> {
  await sql.query(
    `DELETE FROM dataplan.delivery d WHERE d.state <> 'received' AND d.received_at < now() - $1 * interval '1 day'
       AND NOT EXISTS (SELECT FROM dataplan.job j WHERE j.delivery = d.id)`,
    [days],
  );
}

/** PGlite has nobody who clears away dead rows, and the planner knows nothing of a table that was never looked at. */
export async function sweep(sql: Sql): Promise<void> {
  for (const table of ["job", "delivery"]) await sql.script(`VACUUM (ANALYZE) dataplan.${table}`);
}
