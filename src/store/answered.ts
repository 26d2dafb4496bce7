import type { Sql } from "./sql.ts";

/** A repository's list of open pull requests, as it was when each of them was answered. */
export interface Answered {
  readonly etag: string;
  readonly upTo: Date;
}

export async function answeredIn(sql: Sql, repository: number): Promise<Answered | undefined> {
  const [row] = await sql.query<Answered>(`SELECT etag, up_to AS "upTo" FROM dataplan.answered WHERE repository = $1`, [
    repository,
  ]);
  return row;
}

export async function noteAnswered(sql: Sql, repository: number, { etag, upTo }: Answered): Promise<void> {
  await sql.query(
    `INSERT INTO dataplan.answered (repository, etag, up_to) VALUES ($1, $2, $3)
     ON CONFLICT (repository) DO UPDATE SET etag = EXCLUDED.etag, up_to = EXCLUDED.up_to`,
    [repository, etag, upTo],
  );
}
