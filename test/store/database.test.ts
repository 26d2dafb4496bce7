import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyDirectory } from "../../src/engine/database.ts";
import type { Database } from "../../src/store/database.ts";
import { DirectoryInUse } from "../../src/store/directory-lock.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openPglite } from "../../src/store/pglite-database.ts";
import { openPostgres } from "../../src/store/postgres-database.ts";
import { CACHE } from "./memory-database.ts";
import { noPostgres, type PostgresServer, startPostgres, titled } from "./postgres-server.ts";

const missing = noPostgres();
const empty = () => emptyDirectory(CACHE);

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), "dataplan-data-"));
  afterAll(() => rmSync(directory, { recursive: true }));
  return directory;
}

describe.each(["pglite", "postgres"] as const)("a database: %s", (kind) => {
  let server: PostgresServer | undefined;
  let database: Database | undefined;
  const open = (): Database => database ?? expect.fail("no database");
  const skipped = kind === "postgres" && missing !== undefined;
  beforeAll(async () => {
    if (skipped) return;
    if (kind === "postgres") server = await startPostgres();
    const url = await server?.create("store");
    database = url === undefined ? await openPglite(temporary(), empty) : await openPostgres(url, () => {});
  });
  afterAll(async () => {
    await database?.close();
    await server?.close();
  });

  test.skipIf(skipped)(titled("has our schema, made once", skipped ? missing : undefined), async () => {
    expect(await migrate(open())).toContain("0001_deliveries");
    expect(await migrate(open())).toEqual([]);
  });
  test.skipIf(skipped)("gives bigints as numbers and jsonb as what it holds", async () => {
    const rows = await open().query(
      `SELECT 9007199254740991::bigint AS id, '{"a":[1]}'::jsonb AS what, $1::text AS word`,
      ["a;b"],
    );
    expect(rows).toEqual([{ id: 9_007_199_254_740_991, what: { a: [1] }, word: "a;b" }]);
  });
  test.skipIf(skipped)("keeps all of a transaction or nothing", async () => {
    await open().script("CREATE TABLE kept (n int)");
    const broken = open().transaction(async (sql) => {
      await sql.query("INSERT INTO kept VALUES (1)");
      throw new Error("no");
    });
    await expect(broken).rejects.toThrow("no");
    await open().transaction((sql) => sql.query("INSERT INTO kept VALUES (2)"));
    expect(await open().query("SELECT n FROM kept")).toEqual([{ n: 2 }]);
  });
  test.skipIf(skipped)("refuses a migration that changed after it ran, and one that it does not know", async () => {
    await open().query("UPDATE dataplan.migration SET digest = 'x' WHERE id = '0001_deliveries'");
    await expect(migrate(open())).rejects.toThrow("Unexpected change to migration `0001_deliveries`");
    await open().query("UPDATE dataplan.migration SET id = '9999_future' WHERE id = '0001_deliveries'");
    await expect(migrate(open())).rejects.toThrow("expected a version of Dataplan that knows it");
  });
});

test(
  "a directory is one process's: the second is refused, and the next may have it",
  { timeout: 120_000 },
  async () => {
    const directory = mkdtempSync(join(tmpdir(), "dataplan-data-"));
    const first = await openPglite(directory, empty);
    await expect(openPglite(directory, empty)).rejects.toThrow(DirectoryInUse);
    await first.close();
    const second = await openPglite(directory, empty);
    await second.close();
    rmSync(directory, { recursive: true });
  },
);
