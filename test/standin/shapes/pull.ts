import type { Pull, RepositoryState, World } from "../world.ts";
import { userNamed } from "../world.ts";
import { diffFiles } from "../git-diff.ts";
import { mergeability } from "../mergeability.ts";
import { nodeId, userShape } from "./people.ts";
import type { Shape } from "./people.ts";
import { apiUrl, forkShape, repositoryShape, webUrl } from "./repository.ts";
import { labelShape } from "./label.ts";

export const association = (repository: RepositoryState, login: string): string => {
  if (login.toLowerCase() === repository.owner.login.toLowerCase()) return "OWNER";
  return repository.collaborators.has(login.toLowerCase()) ? "COLLABORATOR" : "NONE";
};

export const baseSha = async (repository: RepositoryState, pull: Pull): Promise<string> =>
  (await repository.git.commitNamed(pull.base)) ?? pull.headSha;

/** What lists, webhooks and the single answer share. */
export const simplePullShape = async (world: World, repository: RepositoryState, pull: Pull): Promise<Shape> => {
  const api = `${apiUrl(world, repository)}/pulls/${pull.number}`;
  const issue = `${apiUrl(world, repository)}/issues/${pull.number}`;
  const html = `${webUrl(world, repository)}/pull/${pull.number}`;
  const statuses = `${apiUrl(world, repository)}/statuses/${pull.headSha}`;
  const headOwner = pull.head.fork === null ? repository.owner : userNamed(world, pull.head.fork);
  const gone =
    pull.head.fork !== null &&
    (world.fate.deletedForks.has(pull.head.fork) || repository.goneForks.has(pull.head.fork));
  const headRepository = gone
    ? null
    : pull.head.fork === null
      ? repositoryShape(world, repository)
      : forkShape(world, repository, headOwner);
  return {
    url: api,
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${api}/commits`,
    review_comments_url: `${api}/comments`,
    review_comment_url: `${apiUrl(world, repository)}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    active_lock_reason: null,
    title: pull.title,
    user: userShape(world, pull.author),
    body: pull.body,
    labels: pull.labels.map((label) => labelShape(world, repository, label)),
    milestone: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: {
      label: `${gone ? "unknown" : headOwner.login}:${pull.head.branch}`,
      ref: pull.head.branch,
      sha: pull.headSha,
      user: gone ? null : userShape(world, headOwner),
      repo: gone ? null : headRepository,
    },
    base: {
      label: `${repository.owner.login}:${pull.base}`,
      ref: pull.base,
      sha: await baseSha(repository, pull),
      user: userShape(world, repository.owner),
      repo: repositoryShape(world, repository),
    },
    _links: {
      self: { href: api },
      html: { href: html },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${api}/comments` },
      review_comment: { href: `${apiUrl(world, repository)}/pulls/comments{/number}` },
      commits: { href: `${api}/commits` },
      statuses: { href: statuses },
    },
    author_association: association(repository, pull.author.login),
    auto_merge: null,
    draft: pull.draft,
  };
};

export const pullFiles = async (repository: RepositoryState, pull: Pull): ReturnType<typeof diffFiles> => {
  const base = await baseSha(repository, pull);
  const from = (await repository.git.mergeBase(base, pull.headSha)) ?? base;
  return diffFiles(repository.git, from, pull.headSha);
};

export const pullShape = async (world: World, repository: RepositoryState, pull: Pull): Promise<Shape> => {
  const files = await pullFiles(repository, pull);
  const commits = await repository.git.between(await baseSha(repository, pull), pull.headSha);
  const merge = await mergeability(repository, pull);
  return {
    ...(await simplePullShape(world, repository, pull)),
    merged: pull.mergedAt !== null,
    mergeable: merge.mergeable,
    rebaseable: merge.mergeable,
    mergeable_state: merge.state,
    merged_by: null,
    comments: [...repository.comments.values()].filter(({ issue }) => issue === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commits.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
};

/** As a check run lists the pull requests of its commit; GitHub leaves those of forks out. */
export const minimalPulls = async (
  world: World,
  repository: RepositoryState,
  sha: string,
): Promise<readonly Shape[]> => {
  const own = [...repository.pulls.values()].filter(
    (pull) => pull.headSha === sha && pull.head.fork === null && pull.state === "open",
  );
  const repo = { id: repository.id, url: apiUrl(world, repository), name: repository.name };
  return Promise.all(
    own.map(async (pull) => ({
      id: pull.id,
      number: pull.number,
      url: `${apiUrl(world, repository)}/pulls/${pull.number}`,
      head: { ref: pull.head.branch, sha: pull.headSha, repo },
      base: { ref: pull.base, sha: await baseSha(repository, pull), repo },
    })),
  );
};
