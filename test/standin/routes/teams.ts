import { notFound, ok } from "../reply.ts";
import type { Handler } from "../reply.ts";

export const teamRoutes: Readonly<Record<string, Handler>> = {
  "teams/get-membership-for-user-in-org": ({ world, params }) => {
    const { org = "", team_slug = "", username = "" } = params;
    const state = world.teams.get(`${org}/${team_slug}`.toLowerCase())?.get(username.toLowerCase());
    // Nobody is told whether the team or the member is missing.
    if (state === undefined) throw notFound();
    const url = `${world.url}/orgs/${org}/teams/${team_slug}/memberships/${username}`;
    return ok({ url, role: "member", state });
  },
};
