import type { GitRepository } from "./repository.ts";
import { git } from "./run.ts";

/** When a commit was made, by its committer's clock: ISO date and time, UTC. */
export async function committedAt({ place }: Pick<GitRepository, "place">, commit: string): Promise<string> {
  const seconds = await git(place, ["log", "-1", "--no-show-signature", "--format=%ct", commit]);
  return new Date(Number(seconds.toString().trim()) * 1000).toISOString();
}
