import type { ProbotOctokit } from "probot";
import { type Role, roles } from "../model/role.ts";
import type { Target } from "./job.ts";

/**
 * The role that GitHub gives this person here, asked for each time. No answer and no role are the same: none. So is another
 * account that took the login since.
 */
export async function roleOf(
  octokit: ProbotOctokit,
  { owner, name }: Target,
  { login, id }: { readonly login: string; readonly id?: number },
): Promise<Role | "none"> {
  const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo: name, username: login });
  if (data.user?.type === "Bot" || (id !== undefined && data.user?.id !== id)) return "none";
  // An organisation's own role has a name of its own; then the class that GitHub folds it into counts.
  return known(data.role_name) ?? known(data.permission) ?? "none";
}

const known = (name: string | undefined): Role | undefined => roles.find((role) => role === name);
