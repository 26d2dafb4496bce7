import type { ProbotOctokit } from "probot";

/** What the installation granted, by the token that is in use: permission → read or write. */
export async function granted(octokit: ProbotOctokit): Promise<Readonly<Record<string, string>>> {
  const token: unknown = await octokit.auth({ type: "installation" });
  if (typeof token !== "object" || token === null || !("permissions" in token)) return {};
  return (token.permissions ?? {}) as Readonly<Record<string, string>>;
}
