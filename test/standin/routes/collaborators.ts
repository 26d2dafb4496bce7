import { notFound, ok } from "../reply.ts";
import type { RepositoryHandler } from "../reply.ts";
import { userShape } from "../shapes/people.ts";
import type { Role } from "../world.ts";

/** The older field folds five roles into three. */
const folded: Readonly<Record<Role, string>> = {
  admin: "admin",
  maintain: "write",
  write: "write",
  triage: "read",
  read: "read",
};

const order: readonly Role[] = ["read", "triage", "write", "maintain", "admin"];

export const collaboratorRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "repos/get-collaborator-permission-level": ({ world, repository, params }) => {
    const login = (params["username"] ?? "").toLowerCase();
    const user = world.users.get(login);
    if (user === undefined) throw notFound();
    const owner = login === repository.owner.login.toLowerCase();
    const role = owner ? "admin" : (repository.collaborators.get(login) ?? (repository.private ? undefined : "read"));
    const has = (least: Role): boolean => role !== undefined && order.indexOf(role) >= order.indexOf(least);
    const role_name = role ?? "none";
    return ok({
      permission: role === undefined ? "none" : folded[role],
      role_name,
      user: {
        ...userShape(world, user),
        role_name,
        permissions: {
          admin: has("admin"),
          maintain: has("maintain"),
          push: has("write"),
          triage: has("triage"),
          pull: has("read"),
        },
      },
    });
  },
};
