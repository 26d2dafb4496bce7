import type { PlanEntry } from "../../model/plan.ts";
import { dayIn } from "./day-in.ts";
import { where } from "./row-words.ts";

const WHEN = /\d|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?\b|\b(?:noon|midnight|nightly|weekend)/i;
const MINUTES: readonly (readonly [RegExp, number])[] = [
  [/(\d+(?:[.,]\d+)?)\s*(?:ms|milliseconds?)\b/i, 1 / 60_000],
  [/(\d+(?:[.,]\d+)?)\s*(?:s|secs?|seconds?)\b/i, 1 / 60],
  [/(\d+(?:[.,]\d+)?)\s*(?:m|mins?|minutes?)\b/i, 1],
  [/(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?)\b/i, 60],
  [/(\d+(?:[.,]\d+)?)\s*(?:d|days?)\b/i, 1440],
];
const NOBODY = /^\W*(?:nobody|no one|none|someone|somebody|everyone|anyone|whoever|n\/?a|unknown)\b/i;

function minutesIn(text: string): number | undefined {
  const found = MINUTES.flatMap(([unit, minutes]) => {
    const amount = unit.exec(text)?.[1];
    return amount === undefined ? [] : [Number(amount.replace(",", ".")) * minutes];
  });
  return found.length === 0 ? undefined : found.reduce((one, other) => one + other);
}

/** The length of "02:00–03:30", in minutes; over midnight it goes on. */
function spanOf(window: string): number | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] =
    /\b(\d{1,2}):(\d\d)\s*(?:[-–—]|to|until)\s*(\d{1,2}):(\d\d)\b/i.exec(window) ?? [];
  if (toMinute === undefined) return undefined;
  const length = Number(toHour) * 60 + Number(toMinute) - Number(fromHour) * 60 - Number(fromMinute);
  return length > 0 ? length : length + 1440;
}

/** What a row still has to say so that somebody could hold the window by it; undefined where it says all. */
export function lacksForWindow({ window, duration, watchedBy, place }: PlanEntry, today: string): string | undefined {
  const at = where(place);
  const missing = [
    ...(window === undefined ? ["Window (`Sunday 02:00–03:00 UTC`)"] : []),
    ...(duration === undefined ? ["Duration (`4 min`)"] : []),
    ...(watchedBy === undefined ? ["Watched by (`@dba`)"] : []),
  ];
  if (window === undefined || duration === undefined || watchedBy === undefined)
    return `Fill ${missing.join(", ")} in the row at ${at}`;
  if (!WHEN.test(window)) return `\`${window}\` at ${at} is no time: name day and hours (\`Sunday 02:00–03:00 UTC\`)`;
  const day = dayIn(window);
  if (day !== undefined && day < today) return `The Window at ${at} is over since ${day}: name the next one`;
  const minutes = minutesIn(duration);
  if (minutes === undefined)
    return `\`${duration}\` at ${at} is no duration: write how long it is expected to take (\`4 min\`)`;
  const span = spanOf(window);
  if (span !== undefined && minutes > span)
    return `It is expected to take ${duration} and its window \`${window}\` is shorter (${at}): give it a longer one`;
  if (NOBODY.test(watchedBy)) return `Name who watches it at ${at} (\`@dba\`), for \`${watchedBy}\` cannot be called`;
  return undefined;
}
