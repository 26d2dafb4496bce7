import { askedOf, forgetAsked, keptOf, noteAsked } from "../../store/redeliveries.ts";
import { reach, reachedBy } from "../../store/rounds.ts";
import type { Round, RoundWorld } from "./round.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NAME = "missed-deliveries";
/** GitHub forgets deliveries after that, and does not send them again. */
const OLDEST = 3 * DAY;
/** Attempts appear in the list when they end, and clocks differ: we begin that much before where we were. */
const OVERLAP = 15 * MINUTE;
/** An attempt takes ten seconds at the most; until then nothing is lost yet. */
const UNDER_WAY = MINUTE;
/** Not asked for again while the answer to the last time may still come. */
const PATIENCE = 15 * MINUTE;
const TIMES = 3;
/** In one round: more would be the flood that we are shutting out. */
const MOST = 200;

interface Attempt {
  readonly id: number;
  readonly guid: string;
  readonly at: Date;
  readonly succeeded: boolean;
}

/** GitHub sends a webhook once. It tells which ones were lost, and sends those again that it is asked to send again. */
export const missedDeliveries: Round = {
  every: 5 * MINUTE,
  async run(world, now) {
    const { database } = world;
    const reached = await reachedBy(database, NAME);
    const earliest = Math.max(now.getTime() - OLDEST, reached === undefined ? 0 : Date.parse(reached) - OVERLAP);
    const attempts = await attemptsSince(world, new Date(earliest));
    const lost = await lostAmong(world, attempts, now);
    const now_ = lost.slice(0, MOST);
    const github = await world.app();
    for (const { id, guid } of now_) {
      await noteAsked(database, guid, now);
      await github.rest.apps.redeliverWebhookDelivery({ delivery_id: id });
    }
    await forgetAsked(database, new Date(now.getTime() - 2 * OLDEST));
    const newest = attempts[0]?.at;
    if (newest !== undefined && lost.length <= MOST) await reach(database, NAME, newest.toISOString());
    return { attempts: attempts.length, lost: lost.length, asked: now_.length };
  },
};

/** Newest first. */
async function attemptsSince({ app }: RoundWorld, earliest: Date): Promise<readonly Attempt[]> {
  const github = await app();
  const attempts: Attempt[] = [];
  const pages = github.paginate.iterator(github.rest.apps.listWebhookDeliveries, { per_page: 100 });
  for await (const { data } of pages) {
    for (const { id, guid, delivered_at, status_code } of data)
      attempts.push({ id, guid, at: new Date(delivered_at), succeeded: status_code >= 200 && status_code < 300 });
    const last = attempts.at(-1);
    if (last === undefined || last.at < earliest) break;
  }
  return attempts.filter(({ at }) => at >= earliest);
}

/** The last attempt of each delivery that no attempt brought here and that is worth another, oldest first. */
async function lostAmong(
  { database }: RoundWorld,
  attempts: readonly Attempt[],
  now: Date,
): Promise<readonly Attempt[]> {
  const groups = [...Map.groupBy(attempts, ({ guid }) => guid).values()];
  const failed = groups.filter((group) => group.every(({ succeeded }) => !succeeded)).flatMap(([last]) => last ?? []);
  const ended = failed.filter(({ at }) => now.getTime() - at.getTime() >= UNDER_WAY);
  const guids = ended.map(({ guid }) => guid);
  const [kept, asked] = [await keptOf(database, guids), await askedOf(database, guids)];
  const worthIt = ({ guid, at }: Attempt): boolean => {
    const before = asked.get(guid);
    if (before === undefined) return !kept.has(guid);
    const answered = at > before.at || now.getTime() - before.at.getTime() >= PATIENCE;
    return !kept.has(guid) && before.times < TIMES && answered;
  };
  return ended.filter(worthIt).toReversed();
}
