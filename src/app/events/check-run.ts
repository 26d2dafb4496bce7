import type { EventHandler } from "./event.ts";

/**
 * "Re-run" on our check, or a button of our own there. `created` and `completed` are our own doing: to follow them would be
 * a loop. A press is bound to the check's commit, which a comment is not.
 */
export const checkRun: EventHandler = ({ action, check_run, requested_action, sender }, target, { appId }) => {
  if (check_run === undefined || check_run.app?.id !== appId) return [];
  const pulls = (check_run.pull_requests ?? []).map(({ number }) => number);
  const at = { ...target, sha: check_run.head_sha, pulls };
  if (action === "rerequested") return [{ kind: "resolve", ...at, fresh: true }];
  if (action !== "requested_action" || requested_action === undefined) return [];
  if (sender === undefined || sender.type === "Bot") return [];
  const by = { login: sender.login, id: sender.id };
  return [{ kind: "press", ...at, button: requested_action.identifier, by }];
};
