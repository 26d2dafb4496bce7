const ISO =
  /P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?(?![\w])/y;
const DAY = 86_400;
const YEAR = 365.25 * DAY;
const ISO_SECONDS = [YEAR, YEAR / 12, 7 * DAY, DAY, 3600, 60, 1];
const COMPOUND =
  /(?:(\d+)\s*(?:d|days?)\s*)?(?:(\d+)\s*(?:h|hrs?|hours?)\s*)?(?:(\d+)\s*(?:m|mins?|minutes?)\s*)?(?:(\d+)\s*(?:s|secs?|seconds?))?(?![\w%])/y;
const COMPOUND_SECONDS = [DAY, 3600, 60, 1];

const sum = (parts: readonly (string | undefined)[], seconds: readonly number[]): number =>
  parts.reduce((total, part, i) => total + Number(part ?? 0) * (seconds[i] ?? 0), 0);

/** `PT2H30M` and `2h30m`: durations of several units, in seconds. One unit alone is an ordinary quantity. */
export function duration(text: string, at: number): { readonly seconds: number; readonly end: number } | undefined {
  ISO.lastIndex = at;
  const iso = ISO.exec(text);
  if (iso !== null && iso.slice(1).some((part) => part !== undefined))
    return { seconds: sum(iso.slice(1), ISO_SECONDS), end: at + iso[0].length };
  COMPOUND.lastIndex = at;
  const compound = COMPOUND.exec(text);
  if (compound === null || compound.slice(1).filter((part) => part !== undefined).length < 2) return undefined;
  return { seconds: sum(compound.slice(1), COMPOUND_SECONDS), end: at + compound[0].trimEnd().length };
}
