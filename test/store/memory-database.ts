import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { emptyDirectory } from "../../src/engine/database.ts";
import type { Database } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { overPglite } from "../../src/store/pglite-database.ts";

/** initdb takes seconds; its outcome is kept for all tests of this machine. */
export const CACHE = join(tmpdir(), "dataplan-tests");

const idle: Database[] = [];

/** A database of ours in memory, with nothing in it. What was given back is emptied and used again: that is a thousand times faster. */
export async function borrowDatabase(): Promise<{ readonly database: Database; giveBack(): Promise<void> }> {
  const database = idle.pop() ?? (await openMemory());
  return {
    database,
    async giveBack() {
      const tables = await database.query<{ readonly name: string }>(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'dataplan' AND tablename <> 'migration'",
      );
      await database.script(`TRUNCATE ${tables.map(({ name }) => name).join(", ")} CASCADE`);
      idle.push(database);
    },
  };
}

async function openMemory(): Promise<Database> {
  const data = await emptyDirectory(CACHE);
  const database = await overPglite(await PGlite.create({ loadDataDir: new Blob([data]) }), () => {});
  await migrate(database);
  return database;
}
