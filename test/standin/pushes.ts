import { diffFiles } from "./git-diff.ts";
import { headCommitShape } from "./shapes/commit.ts";
import { userShape } from "./shapes/people.ts";
import { webUrl } from "./shapes/repository.ts";
import type { RepositoryState, User, World } from "./world.ts";

const none = "0".repeat(40);

export interface Pushed {
  readonly branch: string;
  readonly before: string | null;
  readonly after: string;
  readonly by: User;
  readonly forced: boolean;
}

/** What GitHub tells of a push to one of the repository's own branches. */
export const emitPush = async (world: World, repository: RepositoryState, pushed: Pushed): Promise<void> => {
  const { branch, before, after, by, forced } = pushed;
  const commit = await repository.git.readCommit(after);
  const [parent] = commit.parents;
  const files = parent === undefined ? [] : await diffFiles(repository.git, parent, after);
  const named = (...statuses: readonly string[]): readonly string[] =>
    files.filter(({ status }) => statuses.includes(status)).map(({ path }) => path);
  const email = `${by.login}@users.noreply.standin.test`;
  const person = { name: by.login, email, username: by.login };
  const head_commit = {
    ...headCommitShape(commit),
    distinct: true,
    url: `${webUrl(world, repository)}/commit/${after}`,
    author: person,
    committer: person,
    added: named("added"),
    removed: named("removed"),
    modified: named("modified", "changed"),
  };
  world.emit(
    "push",
    {
      ref: `refs/heads/${branch}`,
      before: before ?? none,
      after,
      base_ref: null,
      created: before === null,
      deleted: false,
      forced,
      compare: `${webUrl(world, repository)}/compare/${(before ?? none).slice(0, 12)}...${after.slice(0, 12)}`,
      commits: [head_commit],
      head_commit,
      pusher: { name: by.login, email },
      sender: userShape(world, by),
    },
    repository,
  );
};
