import { quantitiesOf } from "./quantities.ts";

/** "15 / 18 / 25 min": the unit is that of each. */
const SHARED = /\b\d[\d.]*(?:\s\/\s\d[\d.]*)+\s?(ms|s|sec|min|minutes|h|hours)\b/g;

/** The times of a text (seconds) in its order, those of "2 min / 4 min / 8 min" one by one. */
export const timesIn = (text: string): readonly number[] =>
  text
    .replaceAll(SHARED, (list, unit: string) => list.replaceAll(/\d(?=\s\/)/g, (digit) => `${digit} ${unit}`))
    .split(/\s[/|]\s|,\s/)
    .flatMap((part) => quantitiesOf(part, { measure: "time", rate: false }).map(({ si }) => si.high));

/** Percentile (50, 95) → seconds: "p50 / p95 | 2 min / 4 min", "p95 4 min". Empty where names and times are not of one number. */
export function percentiles(text: string): ReadonlyMap<number, number> {
  const told = text.split(/[;|]|,\s/).flatMap((part): readonly (readonly [number, number])[] => {
    const [only, ...more] = part.matchAll(/\bp(\d{2,3})\b/gi);
    if (only === undefined || more.length > 0) return [];
    const [time] = timesIn(part.slice(only.index + only[0].length));
    return time === undefined ? [] : [[Number(only[1]), time]];
  });
  if (told.length > 0) return new Map(told);
  const names = [...text.matchAll(/\bp(\d{2,3})\b/gi)].map(([, one]) => Number(one));
  const times = [text, ...text.split(" | ")].map(timesIn).find(({ length }) => length === names.length) ?? [];
  return names.length === times.length ? new Map(names.map((name, i) => [name, times[i] ?? 0])) : new Map();
}
