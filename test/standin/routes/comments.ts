import { checkCommentBody } from "../limits.ts";
import { Refusal, created, notFound, ok, paginate } from "../reply.ts";
import type { RepositoryCall, RepositoryHandler } from "../reply.ts";
import { commentShape } from "../shapes/comment.ts";
import { instant } from "../world.ts";
import type { Comment } from "../world.ts";
import { pullOf } from "./pulls.ts";

export const commentOf = ({ repository, params }: RepositoryCall): Comment => {
  const comment = repository.comments.get(Number(params["comment_id"]));
  if (comment === undefined) throw notFound();
  return comment;
};

const bodyOf = (call: RepositoryCall): string => {
  const { body } = call.body as { readonly body: string };
  checkCommentBody(body);
  return body;
};

export const commentRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "issues/list-comments": (call) => {
    const { number } = pullOf(call, "issue_number");
    const since = call.query.get("since") ?? "";
    const all = [...call.repository.comments.values()].filter((it) => it.issue === number && it.updatedAt >= since);
    const { items, headers } = paginate(call, all);
    return { status: 200, body: items.map((it) => commentShape(call.world, call.repository, it)), headers };
  },

  "issues/create-comment": (call) => {
    const { world, repository } = call;
    const pull = pullOf(call, "issue_number");
    const { number } = pull;
    const comment: Comment = {
      id: world.nextId(),
      issue: number,
      user: world.bot,
      viaApp: world.app,
      createdAt: instant(world),
      updatedAt: instant(world),
      body: bodyOf(call),
      reactions: [],
    };
    repository.comments.set(comment.id, comment);
    pull.updatedAt = comment.createdAt;
    return created(commentShape(world, repository, comment));
  },

  "issues/get-comment": (call) => ok(commentShape(call.world, call.repository, commentOf(call))),

  "issues/update-comment": (call) => {
    const comment = commentOf(call);
    // With write access GitHub would let an App edit a person's comment; ours must never try.
    if (comment.viaApp?.id !== call.world.app.id) throw new Refusal(403, "You cannot edit this comment.");
    comment.body = bodyOf(call);
    comment.updatedAt = instant(call.world);
    return ok(commentShape(call.world, call.repository, comment));
  },

  "issues/delete-comment": (call) => {
    call.repository.comments.delete(commentOf(call).id);
    return { status: 204 };
  },
};
