import type { Sql } from "./sql.ts";

/** Something to look at. Pointers of one lane never run at the same time; the lowest turn goes first, and all of one turn are one job. */
export interface Pointer {
  readonly lane: string;
  readonly turn: number;
  readonly what: object;
}

/** Where a pointer comes from: a delivery of GitHub's, or whatever of ours has a name as unique. */
export interface Source {
  readonly id: string;
  readonly event: string;
  readonly action?: string;
}

/** One row in hand. */
export interface Held {
  readonly id: number;
  readonly delivery: string;
  readonly lane: string;
  readonly pointer: object;
  readonly attempt: number;
  /** How often a process died with it in hand. */
  readonly crashes: number;
}

/** On this channel every new pointer is told. */
export const CHANNEL = "dataplan_job";

/**
 * Keeps pointers, each with its delivery, in one statement: both or neither. A delivery that is under way or done brings
 * nothing, and the answer is false; one that failed runs again.
 */
export async function keep(sql: Sql, { id, event, action }: Source, pointers: readonly Pointer[]): Promise<boolean> {
  const told = await sql.query(
    `WITH known AS (
       INSERT INTO dataplan.delivery AS d (id, event, action) VALUES ($1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET state = 'received', received_at = now(), ended_at = NULL WHERE d.state = 'failed'
       RETURNING id
     ), ${KEPT}`,
    [id, event, action ?? null, JSON.stringify(pointers)],
  );
  return told.length > 0;
}

/** Keeps pointers that follow from work on deliveries: these are not done before what follows is. */
export async function follow(sql: Sql, deliveries: readonly string[], pointers: readonly Pointer[]): Promise<void> {
  await sql.query(
    `WITH known AS (
       INSERT INTO dataplan.delivery (id, event, action) SELECT id, $2, $3 FROM unnest($1::text[]) AS given (id)
       ON CONFLICT (id) DO UPDATE SET state = 'received', ended_at = NULL
       RETURNING id
     ), ${KEPT}`,
    [deliveries, "dataplan", null, JSON.stringify(pointers)],
  );
}

const KEPT = `kept AS (
    INSERT INTO dataplan.job (delivery, lane, turn, pointer)
    SELECT known.id, given.lane, given.turn, given.what
    FROM known, jsonb_to_recordset($4::jsonb) AS given (lane text, turn bigint, what jsonb)
    RETURNING id
  )
  SELECT pg_notify('${CHANNEL}', '') FROM kept LIMIT 1`;

/**
 * Takes up to `most` lanes that are due and in nobody's hand, each with all that waits at its turn. Those with which a
 * process died `shy` times or more are left where they are. Rejects, and takes nothing, where another process was as fast.
 * (`coalesce` keeps a planner without statistics from asking the index of all that waits once for each row of it.)
 */
export const take = (sql: Sql, worker: string, most: number, shy: number): Promise<readonly Held[]> =>
  sql.query<Held>(
    `WITH chosen AS (
       SELECT j.id, j.lane, j.turn FROM dataplan.job j
       WHERE j.worker IS NULL AND j.due_at <= now() AND j.crashes < $3
         AND NOT EXISTS (SELECT FROM dataplan.job o WHERE o.lane = j.lane AND o.worker IS NOT NULL)
         AND NOT EXISTS (
           SELECT FROM dataplan.job e WHERE e.lane = j.lane AND coalesce(e.worker, '') = ''
             AND (e.turn < j.turn OR (e.turn = j.turn AND e.id < j.id AND e.due_at <= now() AND e.crashes < $3)))
       ORDER BY j.due_at, j.id LIMIT $2 FOR UPDATE SKIP LOCKED
     )
     UPDATE dataplan.job t SET worker = $1, leads = (t.id = chosen.id) FROM chosen
     WHERE t.lane = chosen.lane AND t.turn = chosen.turn AND t.worker IS NULL
     RETURNING t.id, t.delivery, t.lane, t.pointer, t.attempt, t.crashes`,
    [worker, most, shy],
  );

/**
 * Ends a job that is in this worker's hand; answers whether more waits in its lane. Its deliveries are done when nothing else of
 * theirs waits, or have failed. Where two jobs of one delivery end at the same moment neither may see that it is the last:
 * then `settleDeliveries` does.
 */
export async function finish(
  sql: Sql,
  worker: string,
  held: readonly Held[],
  state: "done" | "failed",
): Promise<boolean> {
  const [row] = await sql.query<{ readonly more: boolean }>(
    `WITH ended AS (
       DELETE FROM dataplan.job WHERE worker = $1 AND id = ANY ($2::bigint[]) RETURNING delivery, lane
     ), told AS (
       UPDATE dataplan.delivery d SET state = $3, ended_at = now()
       WHERE d.id IN (SELECT delivery FROM ended) AND d.state = 'received' AND ($3 = 'failed' OR NOT EXISTS (
         SELECT FROM dataplan.job j WHERE j.delivery = d.id AND j.id <> ALL ($2::bigint[])))
     )
     SELECT EXISTS (
       SELECT FROM dataplan.job j WHERE j.worker IS NULL AND j.lane IN (SELECT lane FROM ended)) AS more`,
    [worker, held.map(({ id }) => id), state],
  );
  return row?.more ?? false;
}

/** Deliveries of which nothing waits any more are done. */
export async function settleDeliveries(sql: Sql): Promise<void> {
  await sql.query(
    `UPDATE dataplan.delivery d SET state = 'done', ended_at = now()
     WHERE d.state = 'received' AND NOT EXISTS (SELECT FROM dataplan.job j WHERE j.delivery = d.id)`,
  );
}

/** Lets a job wait for another look, in `pause` milliseconds; with `all`, what came for its lane meanwhile waits as long. */
export const postpone = (
  sql: Sql,
  worker: string,
  held: readonly Held[],
  { pause, all }: { readonly pause: number; readonly all: boolean },
): Promise<void> =>
  sql.transaction(async (inner) => {
    const put = await inner.query<{ readonly lane: string }>(
      `UPDATE dataplan.job SET worker = NULL, leads = false, attempt = attempt + 1, due_at = now() + $3 * interval '1 millisecond'
       WHERE worker = $1 AND id = ANY ($2) RETURNING lane`,
      [worker, held.map(({ id }) => id), pause],
    );
    if (all)
      await inner.query(
        `UPDATE dataplan.job SET due_at = greatest(due_at, now() + $2 * interval '1 millisecond')
         WHERE worker IS NULL AND lane = ANY ($1)`,
        [put.map(({ lane }) => lane), pause],
      );
  });

/** Gives back what this worker has in hand, but for these rows: nobody died, so nothing is held against it. */
export async function giveBack(sql: Sql, worker: string, but: readonly number[]): Promise<void> {
  await sql.query(
    "UPDATE dataplan.job SET worker = NULL, leads = false WHERE worker = $1 AND id <> ALL ($2::bigint[])",
    [worker, but],
  );
}

/** How much is not done yet, and in how many milliseconds the next that waits for its time is due. */
export async function outlook(sql: Sql): Promise<{ readonly open: number; readonly next: number | undefined }> {
  const [row] = await sql.query<{ readonly open: number; readonly next: number | null }>(
    `SELECT count(*)::int AS open,
       (extract(epoch FROM min(due_at) FILTER (WHERE worker IS NULL AND due_at > now()) - now()) * 1000)::float8 AS next
     FROM dataplan.job`,
  );
  return { open: row?.open ?? 0, next: row?.next ?? undefined };
}
