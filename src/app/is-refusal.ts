/** The status that GitHub answered with; 500 where no answer came at all. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : undefined;

/** How long GitHub asks us to stay away, in milliseconds. */
export function waitAskedFor(error: unknown): number {
  const response = error instanceof Error && "response" in error ? (error.response as Answered | undefined) : undefined;
  const headers = response?.headers ?? {};
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  if (seconds > 0) return seconds * 1_000;
  const until = Number(headers["x-ratelimit-reset"] ?? Number.NaN) * 1_000 - Date.now();
  return headers["x-ratelimit-remaining"] === "0" && until > 0 ? until : 0;
}

interface Answered {
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
}

/** The installation's owner wants nothing of us for a while. */
export const isSuspended = (error: unknown): boolean =>
  statusOf(error) === 403 && error instanceof Error && /\bsuspended\b/i.test(error.message);

/** The network or GitHub would not, this time (or our token had ended). Nothing is wrong with what was asked: ask again later. */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  if (status === undefined) return false;
  if (status >= 500 || status === 429 || status === 401) return true;
  return status === 403 && error instanceof Error && /rate limit|abuse/i.test(error.message);
}
