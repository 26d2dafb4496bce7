import { counter, type Family, histogram } from "./exposition.ts";

/** What this process has seen and done. No label ever holds a name of somebody's: not a repository's, an owner's or a branch's. */
export interface Meters {
  /** A request at the door for webhooks; `event` is worth something only where the signature was right. */
  delivery(event: string | undefined, result: string, seconds: number): void;
  previousSecret(): void;
  duplicate(): void;
  work(job: string, outcome: "done" | "failed" | "again", seconds: number): void;
  /** `outcome`: GitHub's status, or `lost` where no answer came. */
  call(operation: string, outcome: string): void;
  staleWrite(): void;
  round(name: string, found: Readonly<Record<string, number>>): void;
  readonly families: readonly Family[];
}

const FAST = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];
const SLOW = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** GitHub has some seventy; whoever sends a signed body again under another name is not to fill the memory. */
const MOST_EVENTS = 100;

export function createMeters(): Meters {
  const deliveries = counter(
    "dataplan_deliveries_total",
    "Requests at the door for webhooks, by event and what became of them",
  );
  const acknowledged = histogram(
    "dataplan_acknowledge_seconds",
    "From a delivery's first byte to our 202: it is in the store by then",
    FAST,
  );
  const previous = counter(
    "dataplan_previous_secret_total",
    "Deliveries that were still signed with WEBHOOK_SECRET_PREVIOUS",
    {},
  );
  const duplicates = counter(
    "dataplan_duplicates_total",
    "Deliveries that brought nothing, since they were under way or done already",
    {},
  );
  const work = histogram("dataplan_work_seconds", "Jobs by kind and outcome; a review is one of them", SLOW);
  const calls = counter(
    "dataplan_github_calls_total",
    "Calls to GitHub by operation and outcome: its status, or lost; 304 cost nothing of the hourly budget",
  );
  const stale = counter(
    "dataplan_stale_writes_total",
    "Writes that were refused by ourselves, since the head or the base had moved",
    {},
  );
  const rounds = counter(
    "dataplan_rounds_total",
    "What the rounds found and did; of missed-deliveries, asked is what GitHub was asked to send again",
  );
  const events = new Set<string>();
  return {
    families: [deliveries, acknowledged, previous, duplicates, work, calls, stale, rounds],
    delivery(event = "unknown", result, seconds) {
      if (events.size < MOST_EVENTS) events.add(event);
      deliveries.add({ event: events.has(event) ? event : "other", result });
      if (result === "kept") acknowledged.observe(seconds);
    },
    previousSecret: () => previous.add(),
    duplicate: () => duplicates.add(),
    work: (job, outcome, seconds) => work.observe(seconds, { job, outcome }),
    call: (operation, outcome) => calls.add({ operation, outcome }),
    staleWrite: () => stale.add(),
    round(round, found) {
      for (const [what, count] of Object.entries({ ...found, runs: 1 })) rounds.add({ round, what }, count);
    },
  };
}
