import type { EventHandler } from "./event.ts";

/** A new comment on a pull request. Edits are not read: an edit would act today, with today's rights, through an old text. */
export const issueComment: EventHandler = ({ action, issue, comment }, target) => {
  if (action !== "created" || issue === undefined || comment === undefined) return [];
  if (issue.pull_request === undefined || issue.pull_request === null) return [];
  const { user, body } = comment;
  if (user === undefined || user === null || user.type === "Bot") return [];
  if (typeof body !== "string" || !/^ {0,3}\/dataplan\b/m.test(body)) return [];
  return [
    {
      kind: "command",
      ...target,
      pull: issue.number,
      comment: comment.id,
      author: user.login,
      body,
      created: comment.created_at,
    },
  ];
};
