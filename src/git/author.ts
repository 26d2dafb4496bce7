import type { GitRepository } from "./repository.ts";
import { git } from "./run.ts";

/** Who wrote a commit, by name. */
export async function authorOf({ place }: GitRepository, commit: string): Promise<string | undefined> {
  const name = (await git(place, ["log", "-1", "--no-show-signature", "--format=%aN", commit])).toString().trim();
  return name === "" ? undefined : name;
}
