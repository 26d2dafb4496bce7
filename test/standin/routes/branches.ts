import { notFound, ok, paginate } from "../reply.ts";
import type { RepositoryHandler } from "../reply.ts";
import { commitShape } from "../shapes/commit.ts";
import { apiUrl, webUrl } from "../shapes/repository.ts";
import type { RepositoryState } from "../world.ts";

const isProtected = (repository: RepositoryState, branch: string): boolean =>
  repository.required.some((check) => check.branch === branch);

export const branchRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "repos/get-branch": async ({ world, repository, params }) => {
    const name = params["branch"] ?? "";
    const sha = await repository.git.resolve(`refs/heads/${name}`, "commit");
    if (sha === null) throw notFound();
    const api = `${apiUrl(world, repository)}/branches/${name}`;
    const checks = repository.required.filter((check) => check.branch === name);
    return ok({
      name,
      commit: commitShape(world, repository, await repository.git.readCommit(sha)),
      _links: { self: api, html: `${webUrl(world, repository)}/tree/${name}` },
      protected: checks.length > 0,
      protection: {
        enabled: checks.length > 0,
        required_status_checks: {
          enforcement_level: checks.length > 0 ? "non_admins" : "off",
          contexts: checks.map((check) => check.name),
          checks: checks.map((check) => ({ context: check.name, app_id: check.appId ?? null })),
        },
      },
      protection_url: `${api}/protection`,
    });
  },

  "repos/list-branches": async (call) => {
    const { world, repository } = call;
    const wanted = call.query.get("protected");
    const all = repository.git
      .refs("refs/heads/")
      .map(({ ref, sha }) => ({ name: ref.slice("refs/heads/".length), sha }))
      .filter(({ name }) => wanted === null || String(isProtected(repository, name)) === wanted);
    const { items, headers } = paginate(call, all);
    const body = items.map(({ name, sha }) => ({
      name,
      commit: { sha, url: `${apiUrl(world, repository)}/commits/${sha}` },
      protected: isProtected(repository, name),
    }));
    return { status: 200, body, headers };
  },
};
