import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Ledger } from "../../src/ports.ts";
import type { Database } from "../../src/store/database.ts";
import { ledger } from "../../src/store/ledger.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openPglite } from "../../src/store/pglite-database.ts";

/** A ledger on a real database in memory, one for a file of tests and empty at the start of each. */
export function emptyLedger(): () => Ledger {
  let database: Database | undefined;
  let book: Ledger | undefined;
  beforeAll(async () => {
    database = await openPglite();
    await migrate(database);
    book = ledger(database);
  }, 60_000);
  beforeEach(async () => {
    await database?.script("TRUNCATE dataplan.shown, dataplan.waiver, dataplan.hold, dataplan.audit");
  });
  afterAll(() => database?.close());
  return () => {
    if (book === undefined) throw new Error("no database");
    return book;
  };
}
