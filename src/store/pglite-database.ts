import { join } from "node:path";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import { fromPglite } from "pg-boss";
import type { Database } from "./database.ts";
import { lockDirectory } from "./directory-lock.ts";
import type { Sql } from "./sql.ts";

/** PostgreSQL inside this process, in a directory that it alone may use; without one, in memory. */
export async function openPglite(directory?: string): Promise<Database> {
  const unlock = directory === undefined ? () => {} : lockDirectory(directory);
  try {
    const database = await PGlite.create(directory === undefined ? "memory://" : join(directory, "pgdata"));
    return {
      kind: "pglite",
      ...over(database, (work) => database.transaction((inner) => work(over(inner, nested)))),
      queue: fromPglite(database),
      async close() {
        await database.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

const over = (database: PGlite | Transaction, transaction: Sql["transaction"]): Sql => ({
  query: async <Row>(text: string, values?: readonly unknown[]) =>
    (await database.query<Row>(text, values === undefined ? [] : [...values])).rows,
  async script(text) {
    await database.exec(text);
  },
  transaction,
});

const nested = (): Promise<never> => Promise.reject(new Error("Unexpected transaction inside a transaction"));
