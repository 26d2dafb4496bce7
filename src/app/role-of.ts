import type { ProbotOctokit } from "probot";
import { type Role, roles } from "../model/command.ts";
import type { Target } from "./job.ts";

/** The role that GitHub gives this person here, asked for each time. No answer and no role are the same: none. */
export async function roleOf(octokit: ProbotOctokit, { owner, name }: Target, login: string): Promise<Role | "none"> {
  const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo: name, username: login });
  if (data.user?.type === "Bot") return "none";
  // An organisation's own role has a name of its own; then the class that GitHub folds it into counts.
  return known(data.role_name) ?? known(data.permission) ?? "none";
}

const known = (name: string | undefined): Role | undefined => roles.find((role) => role === name);

export const mayUse = (role: Role | "none", least: Role): boolean =>
  role !== "none" && roles.indexOf(role) >= roles.indexOf(least);
