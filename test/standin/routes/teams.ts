import { notFound, ok } from "../reply.ts";
import type { Handler } from "../reply.ts";

export const teamRoutes: Readonly<Record<string, Handler>> = {
  "teams/get-membership-for-user-in-org": ({ world, params }) => {
    const team = `${params["org"] ?? ""}/${params["team_slug"] ?? ""}`.toLowerCase();
    const username = (params["username"] ?? "").toLowerCase();
    if (world.teams.get(team)?.has(username) !== true) throw notFound();
    const url = `${world.url}/orgs/${params["org"] ?? ""}/teams/${params["team_slug"] ?? ""}/memberships/${username}`;
    return ok({ url, role: "member", state: "active" });
  },
};
