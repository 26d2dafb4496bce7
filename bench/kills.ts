// npm run bench:kills -- [--runs N] [--seed N] [--postgres]: the real server is killed N times while people are busy.
// Exit 0 only when nothing was lost, doubled or stuck.
import { parseArgs } from "node:util";
import { kills } from "../test/kills/kills.ts";
import { startPostgres } from "../test/store/postgres-server.ts";

const { values } = parseArgs({
  options: { runs: { type: "string" }, seed: { type: "string" }, postgres: { type: "boolean" } },
});
const runs = Number(values.runs ?? "20");
const seed = Number(values.seed ?? String(Date.now() % 1_000_000));
const server = values.postgres === true ? await startPostgres() : undefined;
const url = await server?.create("kills");
console.log(`${runs} kills on ${url === undefined ? "PGlite" : "PostgreSQL"}, seed ${seed}`);
const { leftOver, deliveries, commands, ...all } = await kills({
  runs,
  seed,
  ...(url === undefined ? {} : { databaseUrl: url }),
  told: ({ number, ready, whole, wrong }) => {
    if (number % 10 === 0) console.log(`  ${number}: ready after ${seconds(ready)}, whole after ${seconds(whole)}`);
    for (const { kind, what } of wrong) console.log(`  ${number}: ${kind}: ${what}`);
  },
});
await server?.close();

const wrong = [...all.runs.flatMap((run) => run.wrong), ...leftOver];
const count = (kind: string): number => wrong.filter((one) => one.kind === kind).length;
const spread = (times: readonly number[]): string => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    seconds(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}`;
};
console.log(`${all.runs.length} kills, ${deliveries} deliveries and redeliveries, ${commands} commands`);
for (const { what } of leftOver) console.log(`  left over: ${what}`);
console.log(`lost ${count("lost")}, doubled ${count("doubled")}, stuck ${count("stuck")}, wrong ${count("wrong")}`);
console.log(`ready after ${spread(all.runs.map(({ ready }) => ready))}`);
console.log(`all as it must be after ${spread(all.runs.map(({ whole }) => whole))}`);
process.exit(wrong.length === 0 && all.runs.length === runs ? 0 : 1);

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
