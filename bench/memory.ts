import { globSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifest } from "../src/app/manifest.ts";
import { quiet, startServer } from "../test/app/server-process.ts";
import { settings } from "../test/standin/client.ts";
import { startStandin } from "../test/standin/standin.ts";
import type { AppSettings } from "../test/standin/world.ts";
import { noPostgres, startPostgres } from "../test/store/postgres-server.ts";

/** node bench/memory.ts [REVIEWS] [MIGRATIONS]: what the server holds of memory and disk: idle, after a review, after many. */
const reviews = Number(process.argv[2] ?? 20);
const migrations = Number(process.argv[3] ?? 40);
const root = join(import.meta.dirname, "..");

const megabytes = (bytes: number | undefined): number => Math.round((bytes ?? 0) / 1_048_576);
const sizeOf = (folder: string): number =>
  globSync("**/*", { cwd: folder }).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);

async function measure(name: string, env: Readonly<Record<string, string>>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "dataplan-memory-"));
  const { permissions, events } = manifest();
  const app = { ...settings, permissions: permissions as AppSettings["permissions"], events };
  const standin = await startStandin({ app });
  const shop = standin.repository("acme/shop");
  const files: Record<string, string> = {};
  for (let at = 1; at <= migrations; at++) {
    const file = `migrations/${String(at).padStart(4, "0")}_t`;
    files[`${file}.up.sql`] = `CREATE TABLE t${at} (id bigint PRIMARY KEY, a text, b text);\n`;
    files[`${file}.down.sql`] = `DROP TABLE t${at};\n`;
  }
  await shop.push("main", files);
  const directories = { DATAPLAN_DATA: join(folder, "data"), DATAPLAN_CACHE: join(folder, "cache") };
  const server = await startServer(root, standin, {
    ...directories,
    DATAPLAN_THROTTLE: "off",
    LOG_LEVEL: "info",
    ...env,
  });
  const held = async (): Promise<number> => megabytes(await server.metric("process_resident_memory_bytes"));
  try {
    standin.sendWebhooksTo(`${server.url}/`);
    await quiet(standin, server);
    const told = [`idle ${await held()} MB`];
    for (let at = 1; at <= reviews; at++) {
      const branch = `topic-${at}`;
      const file = `migrations/9${String(at).padStart(3, "0")}_drop`;
      await shop.push(branch, {
        [`${file}.up.sql`]: `ALTER TABLE t${(at % migrations) + 1} DROP COLUMN a;\n`,
        [`${file}.down.sql`]: `ALTER TABLE t${(at % migrations) + 1} ADD COLUMN a text;\n`,
      });
      await shop.openPullRequest({ title: branch, head: branch });
      await quiet(standin, server);
      if (at === 1) told.push(`after one review ${await held()} MB`);
    }
    told.push(`after ${reviews} reviews ${await held()} MB`);
    told.push(`on disk ${megabytes(sizeOf(folder))} MB`);
    const code = await server.stop();
    console.log(`${name}: ${told.join(", ")}; ended with ${code}`);
  } finally {
    server.kill();
    await standin.close();
    rmSync(folder, { recursive: true });
  }
}

await measure("PGlite", {});
if (noPostgres() === undefined) {
  const postgres = await startPostgres();
  await measure("PostgreSQL", { DATABASE_URL: await postgres.create("memory") });
  await postgres.close();
}
