import { notFound, ok, paginate } from "../reply.ts";
import type { RepositoryCall, RepositoryHandler } from "../reply.ts";
import { commitShape, fileShape } from "../shapes/commit.ts";
import { pullFiles, pullShape, simplePullShape } from "../shapes/pull.ts";
import { reviewShape } from "../shapes/review.ts";
import type { Pull } from "../world.ts";

const filesOfPull = 3000;
const commitsOfPull = 250;

export const pullOf = ({ repository, params }: RepositoryCall, name = "pull_number"): Pull => {
  const pull = repository.pulls.get(Number(params[name]));
  if (pull === undefined) throw notFound();
  return pull;
};

const headOf = (call: RepositoryCall, pull: Pull): string =>
  `${pull.head.fork ?? call.repository.owner.login}:${pull.head.branch}`.toLowerCase();

export const pullRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "pulls/get": async (call) => ok(await pullShape(call.world, call.repository, pullOf(call))),

  "pulls/list": async (call) => {
    const { world, repository, query } = call;
    const state = query.get("state") ?? "open";
    const head = query.get("head");
    const base = query.get("base");
    const sort = query.get("sort") ?? "created";
    const by = (pull: Pull): string => (sort === "updated" ? pull.updatedAt : pull.createdAt);
    const ascending = query.get("direction") === "asc";
    const all = [...repository.pulls.values()]
      .filter((pull) => state === "all" || pull.state === state)
      .filter((pull) => head === null || headOf(call, pull) === head.toLowerCase())
      .filter((pull) => base === null || pull.base === base)
      .sort((a, b) => (ascending ? 1 : -1) * (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : a.number - b.number));
    const { items, headers } = paginate(call, all);
    const body = await Promise.all(items.map((pull) => simplePullShape(world, repository, pull)));
    return { status: 200, body, headers };
  },

  "pulls/list-commits": async (call) => {
    const { world, repository } = call;
    const { base, headSha } = pullOf(call);
    const all = await repository.git.between((await repository.git.commitNamed(base)) ?? "", headSha);
    const { items, headers } = paginate(call, all, commitsOfPull);
    const body = await Promise.all(
      items.map(async (sha) => commitShape(world, repository, await repository.git.readCommit(sha))),
    );
    return { status: 200, body, headers };
  },

  "pulls/list-files": async (call) => {
    const pull = pullOf(call);
    const { items, headers } = paginate(call, await pullFiles(call.repository, pull), filesOfPull);
    const body = items.map((file) => fileShape(call.world, call.repository, pull.headSha, file));
    return { status: 200, body, headers };
  },

  "pulls/list-reviews": (call) => {
    const { number } = pullOf(call);
    const all = [...call.repository.reviews.values()].filter(({ pull }) => pull === number);
    const { items, headers } = paginate(call, all);
    return { status: 200, body: items.map((review) => reviewShape(call.world, call.repository, review)), headers };
  },
};
