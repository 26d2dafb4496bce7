/** The status that GitHub answered with; 500 where no answer came at all. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : undefined;

/** The network or GitHub would not, this time (or our token had ended). Nothing is wrong with what was asked: ask again later. */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  if (status === undefined) return false;
  if (status >= 500 || status === 429 || status === 401) return true;
  return status === 403 && error instanceof Error && /rate limit|abuse/i.test(error.message);
}
