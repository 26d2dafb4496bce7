import type { Stage } from "./stage.ts";
import type { Said } from "../../model/plan-part.ts";

const CRON = /(?<![\w*/])((?:[\d*/,-]+ ){4}[\w*/-]+(?:,[\w-]+)*)(?![\w*])/;
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/@hourly|\bruns? (?:once an hour|every hour|hourly)\b/i, 3600],
  [/@daily|\bruns? (?:once a day|every day|every night|daily|nightly)\b/i, 86_400],
  [/@weekly|\bruns? (?:once a week|every week|weekly)\b/i, 604_800],
];

/** How far apart two runs are at most (seconds), by the cron expression or the words of a stage; undefined where it does not say. */
export function scheduleOf(stage: Stage | undefined): { readonly seconds: number; readonly said: Said } | undefined {
  for (const said of stage?.said ?? []) {
    const cron = CRON.exec(said.text)?.[1];
    const seconds =
      cron === undefined ? WORDS.find(([words]) => words.test(said.text))?.[1] : secondsBetween(cron.split(" "));
    if (seconds !== undefined) return { seconds, said: { ...said, text: cron ?? said.text } };
  }
  return undefined;
}

/** The usual forms: every n minutes, at minutes of every hour or every n hours, at hours of every day, on days of the week. */
function secondsBetween([minute = "", hour = "", day = "", month = "", weekday = ""]: readonly string[]) {
  if (month !== "*") return undefined;
  if (day !== "*") return 31 * 86_400;
  if (weekday !== "*") return /^[a-z\d]$|^[a-z]{3}$/i.test(weekday) ? 604_800 : undefined;
  if (hour === "*") return 60 * gap(minute, 60);
  return gap(hour, 24) === 24 && minute === "*" ? 86_400 : 3600 * gap(hour, 24);
}

/** The largest step between the values of a field, around the clock. */
function gap(field: string, whole: number): number {
  if (field === "*") return 1;
  const every = /^\*\/(\d+)$/.exec(field)?.[1];
  if (every !== undefined) return Math.min(Number(every), whole);
  const values = field
    .split(",")
    .map(Number)
    .filter((value) => Number.isFinite(value))
    .toSorted((a, b) => a - b);
  const [first = 0] = values;
  return Math.max(...values.map((value, i) => (values[i + 1] ?? first + whole) - value), 1);
}
