import { code } from "../../render/escape.ts";

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** Is it a day of the calendar? 30 February is none. */
const isDay = (text: string): boolean => {
  const time = ISO.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/** What is wrong with a waiver's last day, as Markdown; undefined where it may end then. All are ISO dates. */
export function unending(until: string | undefined, today: string, last: string): string | undefined {
  const say = `Say ${code("until=YYYY-MM-DD")}, ${last} at the latest`;
  if (until === undefined) return `Nothing was done: a waiver needs an end. ${say}.`;
  if (!isDay(until)) return `Nothing was done: ${code(until.slice(0, 40))} is no day. ${say}.`;
  if (until < today) return `Nothing was done: ${until} is over (today is ${today}, UTC). ${say}.`;
  if (until > last) return `Nothing was done: ${until} is too far away. ${say} (${code("waiver_max_days")}).`;
  return undefined;
}
