import type { CommitData } from "../git-store.ts";
import type { FileDiff } from "../git-diff.ts";
import type { RepositoryState, World } from "../world.ts";
import { type Shape, userShape } from "./people.ts";
import { apiUrl, webUrl } from "./repository.ts";

const unsigned = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };

const nodeOf = (kind: string, sha: string): string => Buffer.from(`${kind}:${sha}`).toString("base64url");

const parents = (world: World, repository: RepositoryState, commit: CommitData, middle: string): readonly Shape[] =>
  commit.parents.map((sha) => ({
    sha,
    url: `${apiUrl(world, repository)}/${middle}/${sha}`,
    html_url: `${webUrl(world, repository)}/commit/${sha}`,
  }));

/** GitHub finds the account by the address; one that nobody registered belongs to none. */
const accountOf = (world: World, email: string): Shape | null => {
  const user = world.users.get(email.replace(/@users\.noreply\.standin\.test$/, "").toLowerCase());
  return user === undefined ? null : userShape(world, user);
};

/** A commit as the repository's pages show it. */
export const commitShape = (world: World, repository: RepositoryState, commit: CommitData): Shape => {
  const api = `${apiUrl(world, repository)}/commits/${commit.sha}`;
  return {
    url: api,
    sha: commit.sha,
    node_id: nodeOf("Commit", commit.sha),
    html_url: `${webUrl(world, repository)}/commit/${commit.sha}`,
    comments_url: `${api}/comments`,
    commit: {
      url: `${apiUrl(world, repository)}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${apiUrl(world, repository)}/git/trees/${commit.tree}` },
      verification: unsigned,
    },
    author: accountOf(world, commit.author.email),
    committer: accountOf(world, commit.committer.email),
    parents: parents(world, repository, commit, "commits"),
  };
};

/** The same commit as a git object. */
export const gitCommitShape = (world: World, repository: RepositoryState, commit: CommitData): Shape => ({
  sha: commit.sha,
  node_id: nodeOf("Commit", commit.sha),
  url: `${apiUrl(world, repository)}/git/commits/${commit.sha}`,
  html_url: `${webUrl(world, repository)}/commit/${commit.sha}`,
  author: commit.author,
  committer: commit.committer,
  message: commit.message,
  tree: { sha: commit.tree, url: `${apiUrl(world, repository)}/git/trees/${commit.tree}` },
  parents: parents(world, repository, commit, "git/commits"),
  verification: unsigned,
});

/** A commit as webhooks name it. */
export const headCommitShape = (commit: CommitData): Shape => ({
  id: commit.sha,
  tree_id: commit.tree,
  message: commit.message,
  timestamp: commit.committer.date,
  author: { name: commit.author.name, email: commit.author.email },
  committer: { name: commit.committer.name, email: commit.committer.email },
});

export const fileShape = (world: World, repository: RepositoryState, head: string, file: FileDiff): Shape => {
  const path = encodeURI(file.path);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${webUrl(world, repository)}/blob/${head}/${path}`,
    raw_url: `${webUrl(world, repository)}/raw/${head}/${path}`,
    contents_url: `${apiUrl(world, repository)}/contents/${path}?ref=${head}`,
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
    ...(file.patch === undefined ? {} : { patch: file.patch }),
  };
};
