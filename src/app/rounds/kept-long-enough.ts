import { repliesIn } from "../../store/replies.ts";
import { reportsIn } from "../../store/reports.ts";
import { sessionsIn } from "../../store/sessions.ts";
import type { Round } from "./round.ts";

const HOUR = 60 * 60_000;
/** As docs/security.md promises. */
const DAYS = 90;

/** Reports hold lines of other people's source, and sessions their tokens: neither is kept for longer than it is of use. */
export const keptLongEnough: Round = {
  every: HOUR,
  async run({ database }) {
    await sessionsIn(database).forgetEnded();
    await repliesIn(database).forgetOlder(DAYS);
    return { reports: await reportsIn(database).forget(DAYS) };
  },
};
