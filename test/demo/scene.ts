import type { CheckRun, Comment } from "../standin/world.ts";
import { diffFiles } from "../standin/git-diff.ts";
import type { FileDiff } from "../standin/git-diff.ts";
import type { CommitData } from "../standin/git-store.ts";
import type { PullState } from "../standin/repository.ts";
import type { Stage } from "./stage.ts";

/** A file that the check speaks of and the pull request does not change. */
export interface Untouched {
  readonly path: string;
  readonly lines: readonly string[];
}

/** All that the page shows of the pull request, read from the stand-in as GitHub's page would read it. */
export interface Scene {
  readonly state: PullState;
  readonly commits: readonly CommitData[];
  readonly comments: readonly Comment[];
  readonly check: CheckRun | undefined;
  readonly files: readonly FileDiff[];
  readonly untouched: readonly Untouched[];
}

export const readScene = async ({ shop, number }: Stage): Promise<Scene | undefined> => {
  if (number === undefined) return undefined;
  const state = await shop.pullState(number);
  const { git } = shop.state;
  const base = (await git.commitNamed("main")) ?? state.head;
  const from = (await git.mergeBase(base, state.head)) ?? base;
  const commits = await Promise.all((await git.between(base, state.head)).map((sha) => git.readCommit(sha)));
  const files = await diffFiles(git, from, state.head);
  const check = state.checks.find(({ name }) => name === state.required[0]?.name);
  const changed = new Set(files.map(({ path }) => path));
  const spoken = new Set((check?.annotations ?? []).map(({ path }) => path).filter((path) => !changed.has(path)));
  const untouched = await Promise.all(
    [...spoken].map(async (path) => {
      const entry = await git.entry(state.head, path);
      const text = entry === undefined ? undefined : await git.blob(entry.sha);
      return { path, lines: text?.toString("utf8").split("\n") ?? [] };
    }),
  );
  return { state, commits, comments: shop.comments(number), check, files, untouched };
};
