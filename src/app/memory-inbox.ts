import type { Inbox, Outcome, Work } from "./inbox.ts";
import { type Job, lane, merged } from "./job.ts";

interface Entry {
  readonly job: Job;
  readonly deliveries: readonly string[];
  readonly attempt: number;
}

export interface MemoryInboxOptions {
  readonly work: Work;
  readonly concurrency?: number;
  /** Pauses before another look, in milliseconds; when they are used up the job has failed. */
  readonly pauses?: readonly number[];
}

const REMEMBERED = 10_000;

/** An inbox for one process: what it holds is lost with the process, and found again by the next push or re-run. */
export function memoryInbox({ work, concurrency = 4, pauses = [1_000, 5_000, 30_000] }: MemoryInboxOptions): Inbox {
  const seen = new Map<string, "open" | "done">();
  const lanes = new Map<string, { running: boolean; readonly waiting: Entry[] }>();
  const ready: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const watchers = new Set<() => void>();
  let running = 0;
  let stopped = false;

  const remember = (delivery: string, state: "open" | "done"): void => {
    seen.delete(delivery);
    seen.set(delivery, state);
    const oldest = seen.keys().next();
    if (seen.size > REMEMBERED && oldest.done === false) seen.delete(oldest.value);
  };

  const enqueue = (entry: Entry): void => {
    const key = lane(entry.job);
    const queue = lanes.get(key) ?? { running: false, waiting: [] };
    lanes.set(key, queue);
    const last = queue.waiting.at(-1);
    const both = last === undefined ? undefined : merged(last.job, entry.job);
    if (last !== undefined && both !== undefined) {
      const deliveries = [...new Set([...last.deliveries, ...entry.deliveries])];
      queue.waiting[queue.waiting.length - 1] = { job: both, deliveries, attempt: entry.attempt };
      return;
    }
    queue.waiting.push(entry);
    if (!queue.running && queue.waiting.length === 1) ready.push(key);
    pump();
  };

  const pump = (): void => {
    while (running < concurrency) {
      const key = stopped ? undefined : ready.shift();
      if (key === undefined) break;
      const queue = lanes.get(key);
      const entry = queue?.waiting.shift();
      if (queue === undefined || entry === undefined) continue;
      queue.running = true;
      running += 1;
      void run(entry).then(() => {
        running -= 1;
        queue.running = false;
        if (queue.waiting.length > 0) ready.push(key);
        else lanes.delete(key);
        pump();
      });
    }
    if (idle()) for (const watcher of watchers) watcher();
  };

  const run = async (entry: Entry): Promise<void> => {
    const outcome = await work(entry.job, entry.deliveries.join(" ")).catch((): Outcome => "failed");
    const pause = pauses[entry.attempt];
    if (typeof outcome === "object" && pause !== undefined && !stopped) return later(entry, pause, outcome.after);
    for (const delivery of entry.deliveries)
      if (outcome === "done") remember(delivery, "done");
      else seen.delete(delivery);
  };

  const later = (entry: Entry, pause: number, after: number): void => {
    const queue = lanes.get(lane(entry.job))?.waiting;
    const next = queue?.at(-1);
    const both = next === undefined ? undefined : merged(entry.job, next.job);
    let again: Entry = { ...entry, attempt: entry.attempt + 1 };
    if (next !== undefined && both !== undefined) {
      // Somebody pointed at it in the meantime: that look is this one's, too, and has no need to wait unless we were asked to.
      queue?.pop();
      again = { job: both, deliveries: [...new Set([...entry.deliveries, ...next.deliveries])], attempt: next.attempt };
      if (after === 0) return enqueue(again);
    }
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        enqueue(again);
      },
      Math.max(pause, after),
    );
    timers.add(timer);
  };

  const idle = (): boolean => running === 0 && (stopped || (ready.length === 0 && timers.size === 0));
  const settled = async (): Promise<void> => {
    if (idle()) return;
    await new Promise<void>((resolve) => {
      const watcher = (): void => {
        watchers.delete(watcher);
        resolve();
      };
      watchers.add(watcher);
    });
  };

  return {
    async accept(delivery, jobs) {
      if (stopped) throw new Error("the inbox is closed");
      if (jobs.length === 0 || seen.has(delivery)) return;
      remember(delivery, "open");
      for (const job of jobs) enqueue({ job, deliveries: [delivery], attempt: 0 });
    },
    settled,
    async stop(milliseconds) {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      let late: NodeJS.Timeout | undefined;
      const inTime = await Promise.race([
        settled().then(() => true),
        new Promise<boolean>((resolve) => {
          late = setTimeout(() => resolve(false), milliseconds);
        }),
      ]);
      clearTimeout(late);
      return inTime;
    },
  };
}
