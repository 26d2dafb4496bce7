import type { Sql } from "./sql.ts";

/** How often we have asked for a delivery once more, and when last. */
export interface Asked {
  readonly id: string;
  readonly times: number;
  readonly at: Date;
}

/** Of these deliveries, those that reached the inbox. */
export async function keptOf(sql: Sql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ readonly id: string }>("SELECT id FROM dataplan.delivery WHERE id = ANY ($1)", [ids]);
  return new Set(rows.map(({ id }) => id));
}

export async function askedOf(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Asked>> {
  const rows = await sql.query<Asked>("SELECT id, times, asked_at AS at FROM dataplan.redelivery WHERE id = ANY ($1)", [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Written down before GitHub is asked: what is asked for and forgotten would be asked for without an end. */
export async function noteAsked(sql: Sql, id: string, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO dataplan.redelivery AS r (id, asked_at) VALUES ($1, $2)
     ON CONFLICT (id) DO UPDATE SET times = r.times + 1, asked_at = EXCLUDED.asked_at`,
    [id, at],
  );
}

/** GitHub itself forgets deliveries after three days. */
export async function forgetAsked(sql: Sql, before: Date): Promise<void> {
  await sql.query("DELETE FROM dataplan.redelivery WHERE asked_at < $1", [before]);
}
