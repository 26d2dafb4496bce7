import type { EventHandler } from "./event.ts";

/** Words that can change what an approved plan rests on. A remark cannot, nor can a word on a head that has moved on. */
const WORDS: ReadonlySet<string> = new Set(["approved", "changes_requested", "dismissed"]);

export const pullRequestReview: EventHandler = ({ action, review, pull_request }, target) => {
  if ((action !== "submitted" && action !== "dismissed") || review === undefined || pull_request === undefined)
    return [];
  const { number: pull, head } = pull_request;
  if (!WORDS.has(review.state) || review.commit_id !== head.sha) return [];
  return [{ kind: "review", ...target, pull, fresh: false }];
};
