// Two worker processes on one PostgreSQL against one: node bench/workers.ts [--pulls N]
// The same number of pull requests waits in the store; GitHub takes 150 ms for each answer, as it does. Exit 0 only when every
// one of them got exactly one check, whoever did it.
import { parseArgs } from "node:util";
import { freePort, ServerProcess } from "../test/kills/server-process.ts";
import { Crowd } from "../test/kills/crowd.ts";
import { settings } from "../test/standin/client.ts";
import { CACHE } from "../test/store/memory-database.ts";
import { startPostgres } from "../test/store/postgres-server.ts";

const { values } = parseArgs({ options: { pulls: { type: "string" } } });
const pulls = Number(values.pulls ?? "60");
const server = await startPostgres();
let good = true;
const rates: number[] = [];
for (const workers of [1, 2]) {
  const crowd = await Crowd.open(pulls);
  const url = await server.create(`workers${workers}`);
  const process = async (role: string): Promise<ServerProcess> =>
    new ServerProcess(await freePort(), {
      APP_ID: String(settings.id),
      PRIVATE_KEY: settings.privateKey,
      WEBHOOK_SECRET: settings.webhookSecret,
      GITHUB_API_URL: crowd.standin.url,
      DATAPLAN_THROTTLE: "off",
      DATAPLAN_CACHE: CACHE,
      DATAPLAN_ROLE: role,
      DATABASE_URL: url,
      LOG_LEVEL: "warn",
    });
  const web = await process("web");
  await web.start(60_000);
  crowd.standin.sendWebhooksTo(`${web.url}/`);
  await crowd.arrive();
  const hands = await Promise.all(Array.from({ length: workers }, () => process("worker")));
  await Promise.all(hands.map((one) => one.start(60_000)));
  const { seconds, calls } = await crowd.served();
  const doubled = crowd.doubled();
  good &&= doubled === 0;
  rates.push(pulls / seconds);
  console.log(
    `${workers} worker${workers > 1 ? "s" : ""}: ${pulls} reviews in ${seconds.toFixed(1)} s after the first answer, ` +
      `${(pulls / seconds).toFixed(1)}/s, ${calls} calls, ${doubled} doubled`,
  );
  for (const one of [web, ...hands]) await one.end("SIGTERM");
  await crowd.standin.close();
}
await server.close();
console.log(`two do ${((rates[1] ?? 0) / (rates[0] ?? 1)).toFixed(2)} times what one does`);
globalThis.process.exit(good ? 0 : 1);
