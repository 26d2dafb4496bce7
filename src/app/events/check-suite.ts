import type { EventHandler } from "./event.ts";

/**
 * "Re-run all checks". From a fork the list of pull requests is empty, so the commit is the pointer. `requested` comes with
 * every push beside the pull request's own event, and to follow both would be to look at everything twice.
 */
export const checkSuite: EventHandler = ({ action, check_suite }, target, { appId }) => {
  if (action !== "rerequested") return [];
  if (check_suite === undefined || check_suite.app?.id !== appId) return [];
  const pulls = (check_suite.pull_requests ?? []).map(({ number }) => number);
  return [{ kind: "resolve", ...target, sha: check_suite.head_sha, pulls, fresh: true }];
};
