import type { LoadedConfig } from "../../config/default-config.ts";
import { asked } from "../../gather.ts";
import { history, type HistoryStep } from "../../git/history.ts";
import type { GitRepository } from "../../git/repository.ts";

/** The last `count` first-parent commits that touch files of ours, oldest first: so every history extends the one before. */
export async function choose(
  repository: GitRepository,
  head: string,
  count: number,
  config: LoadedConfig,
  seen: (commits: number, chosen: number) => void,
): Promise<readonly HistoryStep[]> {
  const chosen: HistoryStep[] = [];
  let commits = 0;
  for await (const block of history(repository, head)) {
    const [newest] = block;
    if (newest === undefined) continue;
    // Asking the readers about every commit's tree is dear. All paths of the block at once tell which commits are worth it.
    const paths = new Set((await repository.tree(newest.commit)).map(({ path }) => path));
    for (const step of block) for (const path of step.paths) paths.add(path);
    const worth = asked([...paths].sort(), config);
    for (const step of block) {
      commits += 1;
      if (!step.paths.some((path) => worth.has(path))) continue;
      if (!(await touchesOurs(repository, step, config))) continue;
      chosen.push(step);
      seen(commits, chosen.length);
      if (chosen.length >= count) return chosen.reverse();
    }
    seen(commits, chosen.length);
  }
  return chosen.reverse();
}

async function touchesOurs(repository: GitRepository, step: HistoryStep, config: LoadedConfig): Promise<boolean> {
  for (const commit of [step.commit, step.parent]) {
    const ours = asked(
      (await repository.tree(commit)).map(({ path }) => path),
      config,
    );
    if (step.paths.some((path) => ours.has(path))) return true;
  }
  return false;
}
