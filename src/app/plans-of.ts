import type { CommandPlan } from "../model/command.ts";
import type { Config } from "../model/config.ts";
import { globs } from "../model/globs.ts";
import type { Repository } from "../ports.ts";
import type { Commits } from "./commits-of.ts";

const FILE = /^100/;
const MOST = 200;

/** The plans on the pull request's head, as the base branch's configuration says where plans are. */
export async function plansOf(
  repository: Repository,
  { base, head }: Commits,
  { plans }: Pick<Config, "plans">,
): Promise<readonly CommandPlan[]> {
  const before = new Set((await repository.tree(base)).map(({ path, hash }) => `${hash} ${path}`));
  const isPlan = globs(plans);
  const entries = (await repository.tree(head)).filter(({ path, mode }) => FILE.test(mode) && isPlan(path));
  const touched = ({ hash, path }: { hash: string; path: string }): boolean => !before.has(`${hash} ${path}`);
  const wanted = entries.toSorted((a, b) => Number(touched(b)) - Number(touched(a))).slice(0, MOST);
  const texts = await repository.blobs(wanted.map(({ hash }) => hash));
  return wanted.flatMap((entry) => {
    const bytes = texts.get(entry.hash);
    return bytes === undefined
      ? []
      : [{ path: entry.path, text: new TextDecoder().decode(bytes), touched: touched(entry) }];
  });
}
