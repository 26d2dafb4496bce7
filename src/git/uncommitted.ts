import { askGit, type GitPlace } from "./run.ts";

/** Paths that differ from HEAD in the working folder: changed, staged or new; empty where git cannot say. */
export async function uncommitted(place: GitPlace): Promise<readonly string[]> {
  const args = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all"];
  const answer = await askGit(place, args);
  if (answer.code !== 0) return [];
  return answer.stdout
    .toString()
    .split("\0")
    .filter((entry) => entry.length > 3)
    .map((entry) => entry.slice(3));
}
