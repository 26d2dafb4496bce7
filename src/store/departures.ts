import type { Sql } from "./sql.ts";

/** The repository has left us. Said twice, the first day counts. */
export async function depart(sql: Sql, repository: number, installation: number): Promise<void> {
  await sql.query(
    "INSERT INTO dataplan.departure (repository, installation) VALUES ($1, $2) ON CONFLICT (repository) DO NOTHING",
    [repository, installation],
  );
}

/** They have come back in time, or were only given to another owner, and with them all that was kept. */
export async function comeBack(sql: Sql, repositories: readonly number[]): Promise<void> {
  await sql.query("DELETE FROM dataplan.departure WHERE repository = ANY ($1)", [repositories]);
}

/**
 * Takes out what is kept of repositories that left before `before`; answers with how many. Whatever table of ours speaks of
 * a repository has a column `repository`, so that a new one cannot be forgotten here.
 */
export const purge = (database: Sql, before: Date): Promise<number> =>
  database.transaction(async (sql) => {
    const gone = await sql.query<{ readonly repository: number }>(
      "DELETE FROM dataplan.departure WHERE since < $1 RETURNING repository",
      [before.toISOString()],
    );
    const ids = gone.map(({ repository }) => repository);
    if (ids.length === 0) return 0;
    // What refers to another table goes before it.
    const tables = await sql.query<{ readonly name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'dataplan' AND c.relkind = 'r' AND a.attname = 'repository'
       ORDER BY EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f') DESC, c.relname`,
    );
    for (const { name } of tables) await sql.query(`DELETE FROM ${name} WHERE repository = ANY ($1)`, [ids]);
    return ids.length;
  });
