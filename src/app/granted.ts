import type { ProbotOctokit } from "probot";
import type { Granted } from "../model/sighting.ts";

/** What the installation granted, by the token that is in use: permission → read or write. */
export async function granted(octokit: ProbotOctokit): Promise<Readonly<Record<string, string>>> {
  const token: unknown = await octokit.auth({ type: "installation" });
  if (typeof token !== "object" || token === null || !("permissions" in token)) return {};
  return (token.permissions ?? {}) as Readonly<Record<string, string>>;
}

/** As GitHub tells it of an App or an installation. */
export const grantedIn = (data: {
  readonly permissions: Readonly<Record<string, unknown>>;
  readonly events: readonly string[];
}): Granted => ({
  permissions: Object.fromEntries(Object.entries(data.permissions).map(([name, level]) => [name, String(level)])),
  events: data.events,
});
