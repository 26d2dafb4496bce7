import type { EventHandler } from "./event.ts";

/** A push (`requested`) or "Re-run all checks". From a fork the list of pull requests is empty, so the commit is the pointer. */
export const checkSuite: EventHandler = ({ action, check_suite }, target, { appId }) => {
  if (action !== "requested" && action !== "rerequested") return [];
  if (check_suite === undefined || check_suite.app?.id !== appId) return [];
  const pulls = (check_suite.pull_requests ?? []).map(({ number }) => number);
  return [{ kind: "resolve", ...target, sha: check_suite.head_sha, pulls, fresh: action === "rerequested" }];
};
