import type { EventHandler } from "./event.ts";

/** The merge queue wants to know, or has given a group up. What it merged needs no word of ours any more. */
export const mergeGroup: EventHandler = ({ action, reason, merge_group: group }, target) => {
  if (group === undefined || (action !== "checks_requested" && action !== "destroyed")) return [];
  const { head_sha: sha, base_sha: base, head_ref: ref } = group;
  const job = { kind: "group", ...target, sha, base, ref, fresh: false } as const;
  if (action === "checks_requested") return [job];
  return reason === "merged" ? [] : [{ ...job, over: true }];
};
