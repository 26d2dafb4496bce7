import type { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { type EmptyDirectory, openPglite } from "./pglite-database.ts";
import { openPostgres } from "./postgres-database.ts";

/** Where the store is: a PostgreSQL by its address, else a directory of our own. */
export interface StoreAt {
  readonly databaseUrl?: string;
  readonly dataDir: string;
  readonly empty: EmptyDirectory;
}

/** The store, with the schema that this version needs. Rejects where it cannot be had, and then holds nothing. */
export async function openStore(
  { databaseUrl, dataDir, empty }: StoreAt,
  onError: (error: Error) => void,
): Promise<Database> {
  const database =
    databaseUrl === undefined ? await openPglite(dataDir, empty) : await openPostgres(databaseUrl, onError);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
