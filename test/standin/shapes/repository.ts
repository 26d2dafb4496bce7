import type { RepositoryState, User, World } from "../world.ts";
import { nodeId, userShape, web } from "./people.ts";
import type { Shape } from "./people.ts";

export const apiUrl = (world: World, repository: RepositoryState): string =>
  `${world.url}/repos/${repository.owner.login}/${repository.name}`;

export const webUrl = (world: World, repository: RepositoryState): string =>
  web(world, `${repository.owner.login}/${repository.name}`);

/** The tails of the addresses that a repository answers with, by field. */
const addresses: Readonly<Record<string, string>> = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

interface Facts {
  readonly id: number;
  readonly owner: User;
  readonly name: string;
  readonly private: boolean;
  readonly fork: boolean;
  readonly defaultBranch: string;
  readonly createdAt: string;
}

const shape = (world: World, facts: Facts): Shape => {
  const api = `${world.url}/repos/${facts.owner.login}/${facts.name}`;
  const html = web(world, `${facts.owner.login}/${facts.name}`);
  return {
    id: facts.id,
    node_id: nodeId("Repository", facts.id),
    name: facts.name,
    full_name: `${facts.owner.login}/${facts.name}`,
    owner: userShape(world, facts.owner),
    private: facts.private,
    visibility: facts.private ? "private" : "public",
    html_url: html,
    description: null,
    fork: facts.fork,
    url: api,
    ...Object.fromEntries(Object.entries(addresses).map(([field, tail]) => [field, `${api}${tail}`])),
    git_url: `git://standin.test/${facts.owner.login}/${facts.name}.git`,
    ssh_url: `git@standin.test:${facts.owner.login}/${facts.name}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: "SQL",
    license: null,
    topics: [],
    forks_count: 0,
    stargazers_count: 0,
    watchers_count: 0,
    forks: 0,
    watchers: 0,
    size: 128,
    default_branch: facts.defaultBranch,
    open_issues_count: 0,
    open_issues: 0,
    has_issues: true,
    has_projects: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    has_downloads: true,
    archived: false,
    disabled: false,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    allow_rebase_merge: true,
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    pushed_at: facts.createdAt,
    created_at: facts.createdAt,
    updated_at: facts.createdAt,
  };
};

export const repositoryShape = (world: World, repository: RepositoryState): Shape =>
  shape(world, { ...repository, fork: false });

export const fullRepositoryShape = (world: World, repository: RepositoryState): Shape => ({
  ...repositoryShape(world, repository),
  subscribers_count: 0,
  network_count: repository.forks.size,
});

/** A fork as a pull request's head names it. */
export const forkShape = (world: World, repository: RepositoryState, owner: User): Shape =>
  shape(world, { ...repository, id: repository.forks.get(owner.login.toLowerCase()) ?? 0, owner, fork: true });

/** As installations name theirs. */
export const minimalShape = ({ id, owner, name, private: hidden }: RepositoryState) => ({
  id,
  node_id: `R_${id}`,
  name,
  full_name: `${owner.login}/${name}`,
  private: hidden,
});
