import type { EventHandler } from "./event.ts";

/** "Re-run" on our check. `created` and `completed` are our own doing: to follow them would be a loop. */
export const checkRun: EventHandler = ({ action, check_run }, target, { appId }) => {
  if (action !== "rerequested" || check_run === undefined || check_run.app?.id !== appId) return [];
  const pulls = (check_run.pull_requests ?? []).map(({ number }) => number);
  return [{ kind: "resolve", ...target, sha: check_run.head_sha, pulls, fresh: true }];
};
