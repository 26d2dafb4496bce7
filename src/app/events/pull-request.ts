import type { EventHandler } from "./event.ts";

/** Title and description are none of our business: a plan lives in the repository. A new base may bring another configuration. */
const triggers = new Set(["opened", "reopened", "edited", "synchronize", "ready_for_review"]);
const arrivals = new Set(["opened", "reopened", "edited"]);

export const pullRequest: EventHandler = ({ action, changes, pull_request }, target) => {
  if (pull_request === undefined || action === undefined) return [];
  // What it held back by its commit, it holds back no longer.
  if (action === "closed") return [{ kind: "resolve", ...target, sha: pull_request.head.sha, pulls: [], fresh: false }];
  if (!triggers.has(action) || (action === "edited" && changes?.base === undefined)) return [];
  const { number: pull, head } = pull_request;
  const arrived = arrivals.has(action);
  return [{ kind: "review", ...target, pull, fresh: false, spoken: head.sha, arrived }];
};
