import { purge } from "../../store/departures.ts";
import type { Round } from "./round.ts";

const DAY_MS = 24 * 3_600_000;
const KEPT_DAYS = 30;

/** What is kept of repositories that have left us goes after thirty days. */
export const departures: Round = {
  every: DAY_MS,
  async run({ database }, now) {
    return { purged: await purge(database, new Date(now.getTime() - KEPT_DAYS * DAY_MS)) };
  },
};
