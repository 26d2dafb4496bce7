import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Database } from "../../store/database.ts";
import { stateOf } from "../../store/state-of.ts";
import { type Family, gauge } from "./exposition.ts";

const PATIENCE_MS = 2_000;

/** What is asked of the store at the moment at which somebody looks; that it does not answer is an answer, too. */
export async function storeGauges(database: Database): Promise<readonly Family[]> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    late = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  const asked = stateOf(database).catch(() => undefined);
  const state = await Promise.race([asked, tooLate]).finally(() => clearTimeout(late));
  const up = gauge("dataplan_store_up", "1 where the store answers", { value: state === undefined ? 0 : 1 });
  if (state === undefined) return [up];
  const { running, waiting, later, oldest, overdue, workers, rounds, remaining, paused } = state;
  return [
    up,
    gauge(
      "dataplan_queue_jobs",
      "Jobs in the store: running, waiting for a worker, or later, when their pause is over",
      { labels: { state: "running" }, value: running },
      { labels: { state: "waiting" }, value: waiting },
      { labels: { state: "later" }, value: later },
    ),
    gauge("dataplan_queue_oldest_seconds", "Age of the oldest delivery that is not done", { value: oldest }),
    gauge("dataplan_queue_overdue_seconds", "For how long the next job has waited for a worker", { value: overdue }),
    gauge(
      "dataplan_round_age_seconds",
      "Since a round began last, in whichever process",
      ...rounds.map(({ name, age }) => ({ labels: { round: name }, value: age })),
    ),
    gauge(
      "dataplan_workers",
      "Processes with hands for work that were seen within half a minute; on PostgreSQL only",
      ...(database.kind === "postgres" ? [{ value: workers }] : []),
    ),
    gauge(
      "dataplan_github_remaining",
      "The least that GitHub left any installation of its hourly budget, of those used within the hour",
      ...(remaining === null ? [] : [{ value: remaining }]),
    ),
    gauge("dataplan_github_paused", "Installations that GitHub wants to be left alone", { value: paused }),
  ];
}

/** This process, under the names that every Prometheus client uses. */
export function processGauges(info: Readonly<Record<string, string>>): () => readonly Family[] {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const start = Date.now() / 1_000 - process.uptime();
  return () => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed, external } = process.memoryUsage();
    const lag = delay.percentile(99) / 1e9;
    delay.reset();
    return [
      gauge("dataplan_info", "What runs here", { labels: { ...info, node: process.version }, value: 1 }),
      gauge("process_start_time_seconds", "When it began, in seconds since 1970", { value: start }),
      {
        name: "process_cpu_seconds_total",
        help: "Time of processors",
        type: "counter",
        samples: () => [{ value: (user + system) / 1e6 }],
      },
      gauge("process_resident_memory_bytes", "Memory that the system gave it", { value: rss }),
      gauge("nodejs_heap_size_used_bytes", "Of that, objects", { value: heapUsed }),
      gauge("nodejs_external_memory_bytes", "Of that, buffers and WebAssembly", { value: external }),
      gauge("nodejs_eventloop_lag_p99_seconds", "How late timers were since the last look", {
        value: Number.isFinite(lag) ? lag : 0,
      }),
    ];
  };
}
