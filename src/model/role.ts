/** A collaborator's role on GitHub, least first. */
export const roles = ["read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof roles)[number];

export const atLeast = (role: Role | "none", least: Role): boolean =>
  role !== "none" && roles.indexOf(role) >= roles.indexOf(least);
