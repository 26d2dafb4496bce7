import type { GitRepository } from "./repository.ts";
import { git } from "./run.ts";

/** A first-parent commit with its first parent and the paths that differ between the two. */
export interface HistoryStep {
  readonly commit: string;
  readonly parent: string;
  /** Committer's date, ISO 8601. */
  readonly date: string;
  readonly author: string;
  /** First line of the commit's message. */
  readonly subject: string;
  readonly paths: readonly string[];
}

const BLOCK = 500;

/** The first-parent history from `head` backwards, in blocks, newest first. A commit without a known parent is left out. */
export async function* history(repository: GitRepository, head: string): AsyncGenerator<readonly HistoryStep[]> {
  const { place } = repository;
  for (let skipped = 0; ; skipped += BLOCK) {
    const window = [`--max-count=${BLOCK}`, `--skip=${skipped}`];
    const format = ["--no-commit-header", "--format=%H%x00%P%x00%cI%x00%an%x00%s"];
    const listed = (await git(place, ["rev-list", "--first-parent", ...window, ...format, head])).toString();
    const lines = listed.split("\n").filter((line) => line !== "");
    if (lines.length === 0) return;
    const steps = lines.map((line) => {
      const [commit = "", parents = "", date = "", author = "", subject = ""] = line.split("\0");
      return { commit, parent: parents.split(" ")[0] ?? "", date, author, subject };
    });
    const withParent = steps.filter(({ parent }) => parent !== "");
    const changed = await changedPaths(repository, withParent);
    yield withParent.map((step) => ({ ...step, paths: changed.get(step.commit) ?? [] }));
    if (lines.length < BLOCK) return;
  }
}

async function changedPaths(
  { place }: GitRepository,
  steps: readonly { readonly commit: string; readonly parent: string }[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const pairs = steps.map(({ commit, parent }) => `${commit} ${parent}\n`).join("");
  // Raw records start with a colon, so that a path can never be taken for a commit.
  const output = await git(place, ["diff-tree", "--stdin", "-r", "-z", "--no-renames", "--raw"], pairs);
  const changed = new Map<string, string[]>();
  let paths: string[] = [];
  const tokens = output.toString().split("\0");
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    if (token.startsWith(":")) paths.push(tokens[++at] ?? "");
    else if (token !== "") changed.set(token.trim(), (paths = []));
  }
  return changed;
}
