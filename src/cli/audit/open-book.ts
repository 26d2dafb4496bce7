import { existsSync } from "node:fs";
import { join } from "node:path";
import { databaseUrl, dataDir } from "../../app/settings.ts";
import type { Ledger } from "../../ports.ts";
import type { Database } from "../../store/database.ts";
import { DirectoryInUse } from "../../store/directory-lock.ts";
import { ledger } from "../../store/ledger.ts";
import { openPglite } from "../../store/pglite-database.ts";
import { openPostgres } from "../../store/postgres-database.ts";
import { UsageError } from "../usage-error.ts";

/** The server's own ledger, as its environment says where it is. Its schema is left as it is: a server of another version may run on it. */
export async function openBook(
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly ledger: Ledger; close(): Promise<void> }> {
  const database = await open(env);
  return { ledger: ledger(database), close: () => database.close() };
}

async function open(env: Readonly<Record<string, string | undefined>>): Promise<Database> {
  const directory = dataDir(env);
  try {
    const url = databaseUrl(env["DATABASE_URL"]);
    if (url !== undefined) return await openPostgres(url, () => {});
    if (!existsSync(join(directory, "pgdata")))
      throw new UsageError(`There is no store in ${directory}`, "Set DATABASE_URL or DATAPLAN_DATA as for the server");
    return await openPglite(directory, () => Promise.reject(new Error("Unexpected absence of the store")));
  } catch (error) {
    if (error instanceof DirectoryInUse)
      throw new UsageError(
        `A server runs on ${directory}`,
        "Stop it first, or comment /dataplan status in the pull request",
      );
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The store cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
}
