import { judge } from "../src/app/judge.ts";
import { createLog } from "../src/app/log.ts";
import { start } from "../src/app/start.ts";
import { settings } from "../test/standin/client.ts";
import { borrowDatabase } from "../test/store/memory-database.ts";
import { startStandin } from "../test/standin/standin.ts";

/** node bench/calls.ts [MIGRATIONS]: what a review asks of GitHub: cold, after a push, and where nothing has changed. */
const migrations = Number(process.argv[2] ?? 40);
const number = (at: number): string => String(at).padStart(4, "0");
const table = (at: number): Readonly<Record<string, string>> => ({
  [`migrations/${number(at)}_t.up.sql`]: `CREATE TABLE t${at} (id bigint PRIMARY KEY, a text, b text);\n`,
  [`migrations/${number(at)}_t.down.sql`]: `DROP TABLE t${at};\n`,
});
const drop = (at: number, column: string): Readonly<Record<string, string>> => ({
  [`migrations/${number(migrations + at)}_d.up.sql`]: `ALTER TABLE t${at} DROP COLUMN ${column};\n`,
  [`migrations/${number(migrations + at)}_d.down.sql`]: `ALTER TABLE t${at} ADD COLUMN ${column} text;\n`,
});
const together = (files: readonly Readonly<Record<string, string>>[]): Record<string, string> =>
  Object.assign({}, ...files) as Record<string, string>;
const upTo = (most: number): readonly number[] => Array.from({ length: most }, (_, at) => at + 1);

const standin = await startStandin({ app: settings });
const { database } = await borrowDatabase();
const begin = () =>
  start({
    settings: {
      appId: settings.id,
      privateKey: settings.privateKey,
      webhookSecret: settings.webhookSecret,
      host: "127.0.0.1",
      port: 0,
      apiUrl: standin.url,
      logLevel: "fatal",
      cacheDir: "",
      dataDir: "",
      role: "all",
      throttle: false,
    },
    database,
    log: createLog("fatal", []),
    timers: false,
    answer: judge(() => "2026-11-21"),
    patience: 60_000,
  });
let app = await begin();
standin.sendWebhooksTo(`${app.url}/`);
const shop = standin.repository("acme/shop");
await shop.push("main", together(upTo(migrations).map(table)));

let from = 0;
async function told(name: string): Promise<void> {
  for (let before = -1; before !== standin.requests.length;) {
    before = standin.requests.length;
    await standin.idle();
    await app.settled();
  }
  const made = standin.requests.slice(from).filter(({ path }) => !path.startsWith("/app"));
  from = standin.requests.length;
  const writes = made.filter(({ method, path }) => method !== "GET" && path !== "/graphql");
  const free = made.filter(({ status }) => status === 304);
  console.log(`${name.padEnd(34)} calls ${made.length} · writes ${writes.length} · of them free (304) ${free.length}`);
  const counts = Map.groupBy(made, ({ operation, status }) => `${operation}${status === 304 ? " 304" : ""}`);
  console.log(
    `  ${[...counts].map(([operation, { length }]) => `${operation}${length > 1 ? ` × ${length}` : ""}`).join(", ")}`,
  );
}

await told("(start)");
await shop.push("topic", together(upTo(10).map((at) => drop(at, "a"))), { author: "ada" });
const { number: pull } = await shop.openPullRequest({ title: "Drop", head: "topic", author: "ada" });
await told("cold, 20 files changed");
await shop.push("topic", drop(11, "a"), { author: "ada" });
await told("warm, a push of two files");
await shop.closePullRequest(pull);
await told("closed");
await shop.reopenPullRequest(pull);
await told("unchanged, reopened");
await shop.rerequestSuite((await shop.pullState(pull)).head);
await told("re-run by a person");
await app.stop(5_000);
app = await begin();
standin.sendWebhooksTo(`${app.url}/`);
await told("(restart)");
await shop.closePullRequest(pull);
await shop.reopenPullRequest(pull);
await told("restarted, unchanged");
await app.stop(5_000);
await database.close();
await standin.close();
