import { issueToken, sees } from "../access.ts";
import { checkInstallation } from "../calamities.ts";
import { created, notFound, ok, paginate } from "../reply.ts";
import type { Call, Handler } from "../reply.ts";
import { appShape, installationShape } from "../shapes/people.ts";
import type { Shape } from "../shapes/people.ts";
import { fullRepositoryShape, repositoryShape } from "../shapes/repository.ts";
import type { World } from "../world.ts";

/** One for each owner who has installed the App. */
const installationsOf = ({ installationId, repositories }: World): readonly number[] => [
  ...new Set([installationId, ...[...repositories.values()].flatMap(({ installation }) => installation ?? [])]),
];

const idOf = ({ world, params }: Pick<Call, "world" | "params">): number => {
  const id = installationsOf(world).find((one) => String(one) === params["installation_id"]);
  if (id === undefined) throw notFound();
  return id;
};

const known: Handler = (call) => ok(installationShape(call.world, idOf(call)));

/** For this list alone GitHub's description wants an account to be a user and an enterprise at once. */
const listed = (installation: Shape): Shape => {
  const account = installation["account"] as Shape;
  const { created_at, updated_at } = installation;
  return {
    ...installation,
    account: { name: account["login"], slug: account["login"], created_at, updated_at, ...account },
  };
};

/** The App itself and its installations. */
export const appRoutes: Readonly<Record<string, Handler>> = {
  "apps/get-authenticated": ({ world }) => ok({ ...appShape(world, world.app), installations_count: 1 }),

  "apps/list-installations": (call) => {
    const { fate, installationId } = call.world;
    const all = installationsOf(call.world)
      .filter((id) => id !== installationId || fate.installation !== "removed")
      .map((id) => listed(installationShape(call.world, id)));
    const { items, headers } = paginate(call, all);
    return { status: 200, body: items, headers };
  },

  "apps/get-installation": known,

  "apps/get-repo-installation": ({ world, params }) => {
    const key = `${params["owner"] ?? ""}/${params["repo"] ?? ""}`.toLowerCase();
    const installation = world.repositories.get(key)?.installation;
    if (installation === undefined) throw notFound();
    return ok(installationShape(world, installation));
  },

  "apps/create-installation-access-token": (call) => {
    const { world } = call;
    const installation = idOf(call);
    checkInstallation(world, installation);
    const token = issueToken(world, installation, call.body ?? {});
    const within = token.repositoryIds;
    const repositories = [...world.repositories.values()].filter(({ id }) => within?.includes(id) === true);
    return created({
      token: token.value,
      expires_at: new Date(token.expiresAt).toISOString(),
      permissions: token.permissions,
      repository_selection: within === undefined ? "all" : "selected",
      ...(within === undefined ? {} : { repositories: repositories.map((it) => repositoryShape(world, it)) }),
    });
  },

  "apps/list-repos-accessible-to-installation": (call) => {
    const all = [...call.world.repositories.values()].filter((it) => sees(call.world, call.token, it));
    const { items, headers } = paginate(call, all);
    const repositories = items.map((it) => fullRepositoryShape(call.world, it));
    return { status: 200, body: { total_count: all.length, repositories }, headers };
  },

  "rate-limit/get": ({ world }) => {
    const used = Math.min(world.requests.length, 5000);
    const rate = { limit: 5000, used, remaining: 5000 - used, reset: Math.floor(world.now().getTime() / 1000) + 3600 };
    return ok({ resources: { core: rate, search: { ...rate, limit: 30, used: 0, remaining: 30 } }, rate });
  },
};
