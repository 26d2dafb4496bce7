import type { Delivery } from "./delivery.ts";
import { checkRun } from "./events/check-run.ts";
import { checkSuite } from "./events/check-suite.ts";
import type { EventHandler, Identity } from "./events/event.ts";
import { installed } from "./events/installation.ts";
import { issueComment } from "./events/issue-comment.ts";
import { mergeGroup } from "./events/merge-group.ts";
import { pullRequest } from "./events/pull-request.ts";
import { pullRequestReview } from "./events/pull-request-review.ts";
import { push } from "./events/push.ts";
import { repository } from "./events/repository.ts";
import type { Job } from "./job.ts";
import { type Payload, target } from "./payload.ts";

const events: Readonly<Record<string, EventHandler>> = {
  check_run: checkRun,
  check_suite: checkSuite,
  issue_comment: issueComment,
  merge_group: mergeGroup,
  pull_request: pullRequest,
  pull_request_review: pullRequestReview,
  push,
  repository,
};

/** What a delivery asks of us; nothing where we caused it ourselves. */
export function route({ event, payload }: Delivery, us: Identity): readonly Job[] {
  const read: Payload = payload;
  if (event === "installation" || event === "installation_repositories") return installed(read);
  const where = target(read);
  const handle = Object.hasOwn(events, event) ? events[event] : undefined;
  if (where === undefined || handle === undefined || isOurs(read, us)) return [];
  return handle(read, where, us);
}

function isOurs({ sender, comment }: Payload, { appId, slug }: Identity): boolean {
  if (comment?.performed_via_github_app?.id === appId) return true;
  return slug !== undefined && sender?.login === `${slug}[bot]`;
}
