import type { Comment, Pull, Reaction, RepositoryState, World } from "../world.ts";
import { appShape, nodeId, userShape } from "./people.ts";
import type { Shape } from "./people.ts";
import { association } from "./pull.ts";
import { apiUrl, webUrl } from "./repository.ts";
import { labelShape } from "./label.ts";

const contents = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"] as const;

const rollup = (url: string, reactions: readonly Reaction[]): Shape => ({
  url,
  total_count: reactions.length,
  ...Object.fromEntries(contents.map((content) => [content, reactions.filter((it) => it.content === content).length])),
});

export const commentShape = (world: World, repository: RepositoryState, comment: Comment): Shape => {
  const api = `${apiUrl(world, repository)}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    url: api,
    html_url: `${webUrl(world, repository)}/pull/${comment.issue}#issuecomment-${comment.id}`,
    body: comment.body,
    user: userShape(world, comment.user),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    issue_url: `${apiUrl(world, repository)}/issues/${comment.issue}`,
    author_association: association(repository, comment.user.login),
    performed_via_github_app: comment.viaApp === null ? null : appShape(world, comment.viaApp),
    reactions: rollup(`${api}/reactions`, comment.reactions),
  };
};

export const reactionShape = (world: World, reaction: Reaction): Shape => ({
  id: reaction.id,
  node_id: nodeId("Reaction", reaction.id),
  user: userShape(world, reaction.user),
  content: reaction.content,
  created_at: reaction.createdAt,
});

/** A pull request as an `issue_comment` webhook shows it: an issue that points at the pull request, without its head. */
export const issueShape = (world: World, repository: RepositoryState, pull: Pull): Shape => {
  const api = `${apiUrl(world, repository)}/issues/${pull.number}`;
  const html = `${webUrl(world, repository)}/pull/${pull.number}`;
  return {
    url: api,
    repository_url: apiUrl(world, repository),
    labels_url: `${api}/labels{/name}`,
    comments_url: `${api}/comments`,
    events_url: `${api}/events`,
    html_url: html,
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    number: pull.number,
    title: pull.title,
    user: userShape(world, pull.author),
    labels: pull.labels.map((label) => labelShape(world, repository, label)),
    state: pull.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: [...repository.comments.values()].filter(({ issue }) => issue === pull.number).length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association: association(repository, pull.author.login),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: `${apiUrl(world, repository)}/pulls/${pull.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.mergedAt,
    },
    body: pull.body,
    reactions: rollup(`${api}/reactions`, []),
    timeline_url: `${api}/timeline`,
    performed_via_github_app: null,
    state_reason: null,
  };
};
