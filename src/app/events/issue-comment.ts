import type { EventHandler } from "./event.ts";

/** A new comment on a pull request. Edits are not read: an edit would act today, with today's rights, through an old text. */
export const issueComment: EventHandler = ({ action, issue, comment }, target) => {
  if (action !== "created" || issue === undefined || comment === undefined) return [];
  if (issue.pull_request === undefined || issue.pull_request === null) return [];
  const { user, body, performed_via_github_app: app } = comment;
  if (user === undefined || user === null) return [];
  // Whether an App may speak, the base branch's configuration tells; a bot that is none has nobody who answers for it.
  const isBot = user.type === "Bot";
  if (isBot && (app === undefined || app === null)) return [];
  if (typeof body !== "string" || !/^ {0,3}\/dataplan\b/m.test(body)) return [];
  return [
    {
      kind: "command",
      ...target,
      pull: issue.number,
      comment: comment.id,
      author: { login: user.login, id: user.id },
      ...(isBot && app ? { app: app.id } : {}),
      body,
      created: comment.created_at,
    },
  ];
};
