import { beginRound } from "../../store/rounds.ts";
import { departures } from "./departures.ts";
import { keptLongEnough } from "./kept-long-enough.ts";
import { missedDeliveries } from "./missed-deliveries.ts";
import type { Round, RoundWorld } from "./round.ts";
import { staleRuns } from "./stale-runs.ts";
import { unansweredPulls } from "./unanswered-pulls.ts";

const rounds: Readonly<Record<string, Round>> = {
  departures,
  "kept-long-enough": keptLongEnough,
  "missed-deliveries": missedDeliveries,
  "stale-runs": staleRuns,
  "unanswered-pulls": unansweredPulls,
};

export type RoundName = "departures" | "kept-long-enough" | "missed-deliveries" | "stale-runs" | "unanswered-pulls";

export interface Rounds {
  /** One round now, though it may not be due. */
  run(name: RoundName, now: Date): Promise<void>;
  /** Resolves when what runs has ended. */
  stop(): Promise<void>;
}

export interface RoundsOptions {
  readonly timers: boolean;
  /** Hears what a round that came to its end has found. */
  readonly ran?: (name: string, found: Readonly<Record<string, number>>) => void;
}

const TICK = 30_000;
/** At a start every round runs, but not once more for each process that starts at the same time. */
const AT_START = 60_000;

/** Runs each round when it is due, in one process of those that share the store. With `timers: false` only when it is told to. */
export function startRounds(world: RoundWorld, { timers, ran }: RoundsOptions): Rounds {
  const running = new Map<string, Promise<void>>();

  const run = async (name: string, now: Date): Promise<void> => {
    const log = world.log.child({ round: name });
    try {
      const found = await rounds[name]?.run({ ...world, log }, now);
      ran?.(name, found ?? {});
      log.info(found, "round");
    } catch (error) {
      log.warn({ err: error }, "the round was not finished; the next one comes");
    }
  };

  const runIfDue = async (name: string, gap: number): Promise<void> => {
    try {
      if (await beginRound(world.database, name, gap)) await run(name, new Date());
    } catch (error) {
      world.log.warn({ err: error, round: name }, "the store is away");
    }
  };

  const tick = (gap: (every: number) => number): void => {
    for (const [name, { every }] of Object.entries(rounds))
      if (!running.has(name))
        running.set(
          name,
          runIfDue(name, gap(every)).finally(() => running.delete(name)),
        );
  };

  const timer = timers ? setInterval(() => tick((every) => every), TICK) : undefined;
  if (timers) tick((every) => Math.min(every, AT_START));
  return {
    run,
    async stop() {
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}
