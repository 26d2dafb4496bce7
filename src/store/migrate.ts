import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "./database.ts";

const FOLDER = join(import.meta.dirname, "../../schemas/store/migrations");
/** Any number that nobody else uses: replicas that start together wait for one another. */
const LOCK = 716_243_001;

interface Ran {
  readonly id: string;
  readonly digest: string;
}

/**
 * Brings our own schema to what this version needs: each file of `schemas/store/migrations` once, in order, in one transaction.
 * Rejects where a file that ran has changed, or where the database is newer than this version.
 */
export async function migrate(database: Database): Promise<readonly string[]> {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".up.sql"))
    .sort()
    .map((name) => {
      const text = readFileSync(join(FOLDER, name), "utf8");
      return { id: name.slice(0, -".up.sql".length), text, digest: createHash("sha256").update(text).digest("hex") };
    });
  return database.transaction(async (sql) => {
    await sql.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    await sql.script(`CREATE SCHEMA IF NOT EXISTS dataplan;
      CREATE TABLE IF NOT EXISTS dataplan.migration (
        id text PRIMARY KEY, digest text NOT NULL, ran_at timestamptz NOT NULL DEFAULT now())`);
    const ran = await sql.query<Ran>("SELECT id, digest FROM dataplan.migration ORDER BY id");
    for (const { id, digest } of ran) {
      const file = files.find((one) => one.id === id);
      if (file === undefined)
        throw new Error(`Unexpected migration \`${id}\` in the database, expected a version of Dataplan that knows it`);
      if (file.digest !== digest) throw new Error(`Unexpected change to migration \`${id}\`, which has run already`);
    }
    const missing = files.filter(({ id }) => !ran.some((one) => one.id === id));
    for (const { id, text, digest } of missing) {
      await sql.script(text);
      await sql.query("INSERT INTO dataplan.migration (id, digest) VALUES ($1, $2)", [id, digest]);
    }
    return missing.map(({ id }) => id);
  });
}
