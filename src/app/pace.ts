import { setTimeout as sleep } from "node:timers/promises";
import type { Cost, Pace, Rank } from "../github/pacing.ts";
import { type Left, noteRemaining, pause, resume, withLeft } from "../store/pace.ts";
import type { Sql } from "../store/sql.ts";

/** GitHub: 900 points a minute; a write a second, of which twenty may come at once; 80 new contents a minute, 500 an hour. */
const FULL: Cost = { points: 900, writes: 20, contents: 80 };
const PER_SECOND: Cost = { points: 15, writes: 1, contents: 500 / 3_600 };
/** The part of everything that is left to those who go first. */
const KEPT: Readonly<Record<Rank, number>> = { gate: 0, command: 0.1, comment: 0.25, reaction: 0.5, tidying: 0.6 };
const KINDS = ["points", "writes", "contents"] as const;
/** Of what may wait: nobody stands still for these. */
const LIGHT: ReadonlySet<Rank> = new Set(["reaction", "tidying"]);
/** A worker stands still for so long; what has to wait longer goes back into the queue. */
const PATIENCE_MS = 10_000;
/** Reads are drawn by the handful, so that not each of them asks the store. */
const HANDFUL = 25;

/** What is left after a request, or how many milliseconds it has to wait. */
export function draw(left: Left, cost: Cost, rank: Rank): { readonly left: Cost; readonly said: number } {
  const filled = { ...left };
  let wait = left.paused;
  for (const kind of KINDS) {
    filled[kind] = Math.min(FULL[kind], left[kind] + (left.age / 1_000) * PER_SECOND[kind]);
    const missing = cost[kind] === 0 ? 0 : cost[kind] + KEPT[rank] * FULL[kind] - filled[kind];
    wait = Math.max(wait, (missing / PER_SECOND[kind]) * 1_000);
  }
  const { points, writes, contents } = filled;
  if (wait > 0) return { left: { points, writes, contents }, said: Math.ceil(wait) };
  const rest = { points: points - cost.points, writes: writes - cost.writes, contents: contents - cost.contents };
  return { left: rest, said: 0 };
}

/** As GitHub refuses, so that whoever asked does what he does then. */
class TooSoon extends Error {
  override readonly name = "TooSoon";
  readonly status = 429;
  readonly response: { readonly headers: Readonly<Record<string, string>> };
  constructor(wait: number) {
    super(`GitHub's rate limit leaves nothing for this, for ${Math.ceil(wait / 1_000)} s`);
    this.response = { headers: { "retry-after": String(Math.ceil(wait / 1_000)) } };
  }
}

/** The pace of each installation, kept in the store. */
export function paces(sql: Sql): (installation: number) => Pace {
  const all = new Map<number, Pace>();
  return (installation) => {
    const known = all.get(installation) ?? paceOf(sql, installation);
    all.set(installation, known);
    return known;
  };
}

function paceOf(sql: Sql, installation: number): Pace {
  let inHand = 0;
  let refusals = 0;
  let told = Infinity;

  const ask = (rank: Rank, cost: Cost): Promise<number> =>
    withLeft(sql, installation, FULL, (left) => draw(left, cost, rank));

  return {
    async go(rank, cost) {
      const read = cost.writes === 0;
      if (read && inHand >= cost.points) {
        inHand -= cost.points;
        return;
      }
      const wanted = read ? { ...cost, points: HANDFUL } : cost;
      let wait = await ask(rank, wanted);
      if (wait > 0 && wait <= PATIENCE_MS && !LIGHT.has(rank)) {
        await sleep(wait);
        wait = await ask(rank, wanted);
      }
      if (wait > 0) throw new TooSoon(wait);
      if (read) inHand += HANDFUL - cost.points;
    },
    async refused(milliseconds) {
      inHand = 0;
      refusals += 1;
      await pause(sql, installation, milliseconds);
    },
    async answered(remaining) {
      if (refusals > 0) {
        refusals = 0;
        await resume(sql, installation);
      }
      // Whoever runs this may want to see it coming; not at every request.
      if (remaining === undefined || Math.abs(told - remaining) < 100) return;
      told = remaining;
      await noteRemaining(sql, installation, remaining);
    },
  };
}
