import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import type { Database } from "./database.ts";
import { lockDirectory } from "./directory-lock.ts";
import { nested, type Sql } from "./sql.ts";

/** PostgreSQL inside this process, in a directory that it alone may use; `empty` gives the tar that a new one is made of. */
export async function openPglite(directory: string, empty: EmptyDirectory): Promise<Database> {
  const unlock = lockDirectory(directory);
  try {
    const path = join(directory, "pgdata");
    if (!existsSync(path)) await make(path, empty);
    return await overPglite(await PGlite.create(path), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

export type EmptyDirectory = () => Promise<Uint8Array<ArrayBuffer>>;

/** Beside its place first: what a process made that died meanwhile would look like a database and be none. */
async function make(path: string, empty: EmptyDirectory): Promise<void> {
  const beside = `${path}.new`;
  rmSync(beside, { recursive: true, force: true });
  const database = await PGlite.create(beside, { loadDataDir: new Blob([await empty()]) });
  await database.close();
  renameSync(beside, path);
}

/** What is open already, as the store wants it. Nobody gathers statistics there, and without them only indices are a safe bet. */
export async function overPglite(database: PGlite, closed: () => void): Promise<Database> {
  await database.exec("SET enable_bitmapscan = off; SET enable_sort = off; SET enable_seqscan = off");
  return {
    kind: "pglite",
    ...over(database, (work) => database.transaction((inner) => work(over(inner, nested)))),
    listen: (channel, heard) => database.listen(channel, heard),
    async close() {
      await database.close();
      closed();
    },
  };
}

const over = (database: PGlite | Transaction, transaction: Sql["transaction"]): Sql => ({
  async query<Row>(text: string, values?: readonly unknown[]) {
    const { rows } = await database.query<Row>(text, values === undefined ? [] : [...values]);
    // It runs in this thread, and one question after the other would let nobody else have a turn: no timer, no socket.
    await setImmediate();
    return rows;
  },
  async script(text) {
    await database.exec(text);
  },
  transaction,
});
