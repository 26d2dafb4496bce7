import { GitFailure } from "./failure.ts";
import type { GitRepository } from "./repository.ts";
import { askGit, git } from "./run.ts";

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

interface Branch {
  readonly name: string;
  readonly commit: string;
}

/** What the remote calls its HEAD; in a bare repository, its own HEAD; else the first usual name that is there. */
async function defaultBranch({ place, bare, usualBranch }: GitRepository): Promise<Branch | undefined> {
  const names = [...new Set([usualBranch, "main", "master"])].filter((name) => name !== undefined && name !== "");
  const usual = [...names.map((name) => `refs/remotes/origin/${name}`), ...names.map((name) => `refs/heads/${name}`)];
  const format = "--format=%(refname)%00%(objectname)%00%(symref)";
  const [refs, own] = await Promise.all([
    git(place, ["for-each-ref", format, "refs/remotes/origin/HEAD", ...usual]),
    bare ? askGit(place, ["symbolic-ref", "--quiet", "HEAD"]) : undefined,
  ]);
  const found = new Map(
    refs
      .toString()
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split("\0"))
      .map(([ref = "", commit = "", target = ""]) => [ref, { ref: target === "" ? ref : target, commit }]),
  );
  const ownHead = own?.stdout.toString().trim() ?? "";
  if (ownHead !== "" && !found.has(ownHead)) {
    const head = await askGit(place, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
    if (head.code === 0) found.set(ownHead, { ref: ownHead, commit: head.stdout.toString().trim() });
  }
  const first = ["refs/remotes/origin/HEAD", ownHead, ...usual].find((ref) => found.has(ref));
  const branch = first === undefined ? undefined : found.get(first);
  return branch && { name: branch.ref.replace(/^refs\/(remotes|heads)\//, ""), commit: branch.commit };
}
