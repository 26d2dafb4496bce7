import { resolve } from "node:path";
import { authorOf } from "../git/author.ts";
import { defaultBase } from "../git/default-base.ts";
import { folderRepository } from "../git/folder.ts";
import { openRepository } from "../git/repository.ts";
import { uncommitted } from "../git/uncommitted.ts";
import type { Repository } from "../ports.ts";
import type { Arguments, Option } from "./subcommand.ts";
import { UsageError } from "./usage-error.ts";

/** Two commits (or folders) to compare, and where their files come from. */
export interface Sources {
  readonly repository: Repository;
  readonly base: string;
  readonly head: string;
  /** What is compared, where the person did not say it all. */
  readonly said?: string;
  /** Paths of the working folder that HEAD does not have yet, where HEAD was what nobody had to name. */
  readonly left?: Promise<readonly string[]>;
  /** Who wrote head, where it is a commit. */
  readonly author?: () => Promise<string | undefined>;
  /** Where head's files lie, if they lie in a folder. */
  folder(): Promise<string | undefined>;
  close(): void;
}

export const sourceOptions: readonly Option[] = [
  { name: "repo", value: "DIR", help: "The git repository (default: the one around the current folder)" },
  { name: "base", value: "REV", help: "Compare with this commit (default: the merge base with the default branch)" },
  { name: "head", value: "REV", help: "The commit to judge (default: HEAD)" },
  { name: "base-dir", value: "DIR", help: "Compare two plain folders instead of commits: before" },
  { name: "head-dir", value: "DIR", help: "… and after" },
];

export async function openSources({ values }: Arguments): Promise<Sources> {
  const { repo, base, head, "base-dir": baseDir, "head-dir": headDir } = values;
  if (baseDir !== undefined || headDir !== undefined) {
    if (baseDir === undefined || headDir === undefined)
      throw new UsageError("--base-dir and --head-dir go together", "Give both, or neither to read git commits");
    if (repo !== undefined || base !== undefined || head !== undefined)
      throw new UsageError(
        "Folders and commits cannot be mixed",
        "Give --base-dir and --head-dir, or --repo, --base, --head",
      );
    const [before, after] = [resolve(baseDir), resolve(headDir)];
    return {
      repository: folderRepository(),
      base: before,
      head: after,
      folder: () => Promise.resolve(after),
      close: () => undefined,
    };
  }
  const repository = await openRepository(repo);
  try {
    const headCommit = await repository.commit(head ?? "HEAD");
    // Read while the base is looked for; kept for whoever asks next, who then hears of a failure too.
    repository.tree(headCommit).catch(() => undefined);
    const left = head === undefined && !repository.bare ? { left: uncommitted(repository.place) } : {};
    const shared = {
      repository,
      head: headCommit,
      ...left,
      author: () => authorOf(repository, headCommit),
      folder: () => repository.checkout(),
      close: () => repository.close(),
    };
    if (base !== undefined) return { ...shared, base: await repository.commit(base) };
    const { commit, said } = await defaultBase(repository, headCommit);
    return { ...shared, base: commit, said };
  } catch (error) {
    repository.close();
    throw error;
  }
}
