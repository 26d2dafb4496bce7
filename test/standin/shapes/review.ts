import type { RepositoryState, Review, World } from "../world.ts";
import { nodeId, userShape } from "./people.ts";
import type { Shape } from "./people.ts";
import { association } from "./pull.ts";
import { apiUrl, webUrl } from "./repository.ts";

export const reviewShape = (world: World, repository: RepositoryState, review: Review): Shape => {
  const html = `${webUrl(world, repository)}/pull/${review.pull}`;
  const api = `${apiUrl(world, repository)}/pulls/${review.pull}`;
  return {
    id: review.id,
    node_id: nodeId("PullRequestReview", review.id),
    user: userShape(world, review.user),
    body: review.body,
    state: review.state,
    html_url: `${html}#pullrequestreview-${review.id}`,
    pull_request_url: api,
    author_association: association(repository, review.user.login),
    _links: { html: { href: `${html}#pullrequestreview-${review.id}` }, pull_request: { href: api } },
    submitted_at: review.submittedAt,
    updated_at: review.submittedAt,
    commit_id: review.commit,
  };
};
