import { GitFailure } from "./failure.ts";
import type { GitRepository } from "./repository.ts";
import { askGit } from "./run.ts";

export interface DefaultBase {
  readonly commit: string;
  /** What is compared with what, in words for the person who did not say it. */
  readonly said: string;
}

/** The merge base with the default branch; on the default branch itself, the commit before. */
export async function defaultBase(repository: GitRepository, head: string): Promise<DefaultBase> {
  const branch = await defaultBranch(repository);
  if (branch === undefined)
    throw new GitFailure(
      "The default branch could not be found (looked for origin/HEAD, init.defaultBranch, main and master)",
      "Name the commit to compare with: --base REV",
    );
  const commit = await repository.mergeBase(head, branch.commit);
  if (commit !== head)
    return { commit, said: `compared with the merge base of ${branch.name}, ${commit.slice(0, 10)}` };
  const parent = await parentOf(repository, head);
  if (parent === undefined)
    throw new GitFailure(
      `${head.slice(0, 10)} is on ${branch.name} and has no commit before it${repository.shallow ? " in this shallow clone" : ""}`,
      repository.shallow
        ? "Fetch the history: git fetch --unshallow (in GitHub Actions: fetch-depth: 0)"
        : "Name the commits to compare: --base REV --head REV",
    );
  return {
    commit: parent,
    said: `${head.slice(0, 10)} is on ${branch.name} already: compared with the commit before it, ${parent.slice(0, 10)}`,
  };
}

async function parentOf({ place }: GitRepository, commit: string): Promise<string | undefined> {
  const found = await askGit(place, ["rev-parse", "--verify", "--quiet", `${commit}^1`]);
  return found.code === 0 ? found.stdout.toString().trim() : undefined;
}

async function defaultBranch({
  place,
  bare,
}: GitRepository): Promise<{ readonly name: string; readonly commit: string } | undefined> {
  const symbolic = async (ref: string) =>
    (await askGit(place, ["symbolic-ref", "--quiet", ref])).stdout.toString().trim();
  const configured = (await askGit(place, ["config", "--get", "init.defaultBranch"])).stdout.toString().trim();
  const names = [configured, "main", "master"].filter((name) => name !== "");
  const refs = [
    await symbolic("refs/remotes/origin/HEAD"),
    ...(bare ? [await symbolic("HEAD")] : []),
    ...names.map((name) => `refs/remotes/origin/${name}`),
    ...names.map((name) => `refs/heads/${name}`),
  ].filter((ref) => ref !== "");
  for (const ref of refs) {
    const found = await askGit(place, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
    if (found.code === 0)
      return { name: ref.replace(/^refs\/(remotes|heads)\//, ""), commit: found.stdout.toString().trim() };
  }
  return undefined;
}
