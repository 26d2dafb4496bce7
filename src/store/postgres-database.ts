import { Pool, type PoolClient, TypeOverrides } from "pg";
import type { Database } from "./database.ts";
import { listen } from "./postgres-listener.ts";
import { nested, type Sql } from "./sql.ts";

const BIGINT = 20;
const CONNECTIONS = 10;

/** GitHub's ids are far below 2^53, and PGlite gives numbers, too. */
const types = new TypeOverrides();
types.setTypeParser(BIGINT, Number);

/** A PostgreSQL that any number of processes share. Rejects where it cannot be reached. */
export async function openPostgres(url: string, onError: (error: Error) => void): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    application_name: "dataplan",
    types,
  });
  // A connection that breaks while nobody uses it would otherwise end the process.
  pool.on("error", onError);
  try {
    await pool.query("SELECT 1");
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: "postgres",
    ...over(pool, (work) => inTransaction(pool, work)),
    listen: (channel, heard) => listen(url, channel, heard, onError),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(over(client, nested));
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((second: Error) => (broken = second));
    throw error;
  } finally {
    client.release(broken);
  }
}

const over = (database: Pool | PoolClient, transaction: Sql["transaction"]): Sql => ({
  query: async <Row>(text: string, values?: readonly unknown[]) =>
    (await database.query(text, values === undefined ? [] : [...values])).rows as readonly Row[],
  async script(text) {
    await database.query(text);
  },
  transaction,
});
