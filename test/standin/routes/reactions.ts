import { created, ok, paginate } from "../reply.ts";
import type { RepositoryHandler } from "../reply.ts";
import { reactionShape } from "../shapes/comment.ts";
import { instant } from "../world.ts";
import type { Reaction } from "../world.ts";
import { commentOf } from "./comments.ts";

export const reactionRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "reactions/create-for-issue-comment": (call) => {
    const comment = commentOf(call);
    const { content } = call.body as { readonly content: string };
    const known = comment.reactions.find((it) => it.content === content && it.user.id === call.world.bot.id);
    // The same reaction twice is one reaction, and the second answer is 200.
    if (known !== undefined) return ok(reactionShape(call.world, known));
    const reaction: Reaction = {
      id: call.world.nextId(),
      user: call.world.bot,
      content,
      createdAt: instant(call.world),
    };
    comment.reactions.push(reaction);
    return created(reactionShape(call.world, reaction));
  },

  "reactions/list-for-issue-comment": (call) => {
    const content = call.query.get("content");
    const all = commentOf(call).reactions.filter((it) => content === null || it.content === content);
    const { items, headers } = paginate(call, all);
    return { status: 200, body: items.map((it) => reactionShape(call.world, it)), headers };
  },
};
