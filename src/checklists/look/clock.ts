const CLOCK = /(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])/;
const FIXED_CRON = /(?<![\w*/])(\d{1,2}) (\d{1,2}) \S+ \S+ [\w*,/-]+/;

const DAY = 24 * 60;

/** The first time of day in a text ("05:00 UTC"), in minutes since midnight. */
export function clockIn(text: string): number | undefined {
  const [, hour, minute] = CLOCK.exec(text) ?? [];
  return hour === undefined ? undefined : 60 * Number(hour) + Number(minute);
}

/** When a cron expression with one fixed hour and minute starts, in minutes since midnight. */
export function startIn(text: string): { readonly minutes: number; readonly cron: string } | undefined {
  const [cron, minute, hour] = FIXED_CRON.exec(text) ?? [];
  if (cron === undefined || Number(minute) > 59 || Number(hour) > 23) return undefined;
  return { minutes: 60 * Number(hour) + Number(minute), cron: cron.trim() };
}

/** Minutes from one time of day to the next time that it is the other. */
export const minutesUntil = (from: number, until: number): number => (((until - from) % DAY) + DAY) % DAY;
