import { addLabel, takeLabel } from "../labels.ts";
import { notFound, ok, Refusal } from "../reply.ts";
import type { Reply, RepositoryCall, RepositoryHandler } from "../reply.ts";
import { labelShape } from "../shapes/label.ts";
import type { Pull } from "../world.ts";
import { pullOf } from "./pulls.ts";

const labelsOf = ({ world, repository }: RepositoryCall, { labels }: Pull): Reply =>
  ok(labels.map((label) => labelShape(world, repository, label)));

export const labelRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "issues/add-labels": async (call) => {
    const { world, repository, token } = call;
    const pull = pullOf(call, "issue_number");
    const { labels } = call.body as { readonly labels: readonly string[] };
    // The table says either permission; since May 2025 GitHub makes a new label for `issues: write` alone.
    const news = labels.filter((name) => !repository.labels.has(name.toLowerCase()));
    if (news.length > 0 && token?.permissions["issues"] !== "write")
      throw new Refusal(403, "Resource not accessible by integration");
    for (const name of labels) await addLabel(world, repository, pull, name, world.bot);
    return labelsOf(call, pull);
  },

  "issues/remove-label": async (call) => {
    const { world, repository, params } = call;
    const pull = pullOf(call, "issue_number");
    const name = params["name"] ?? "";
    if (!pull.labels.some((label) => label.name.toLowerCase() === name.toLowerCase())) throw notFound();
    await takeLabel(world, repository, pull, name, world.bot);
    return labelsOf(call, pull);
  },
};
