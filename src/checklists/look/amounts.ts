/** Two quantities that say the same, give or take (a tenth where not said); ranges agree where they overlap. */
export const agree = (one: Span, other: Span, tolerance = 0.1): boolean =>
  one.low <= other.high * (1 + tolerance) && other.low <= one.high * (1 + tolerance);

interface Span {
  readonly low: number;
  readonly high: number;
}

/** Seconds as a person says them: 5 min, 2 h, 40 days. */
export function spoken(seconds: number): string {
  const [size, unit] =
    seconds >= 2 * 86_400 ? [86_400, "days"] : seconds >= 7200 ? [3600, "h"] : seconds >= 120 ? [60, "min"] : [1, "s"];
  return `${Number((seconds / size).toFixed(2))} ${unit}`;
}
