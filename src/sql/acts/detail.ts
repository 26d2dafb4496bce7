import type { AlterTableCmd } from "libpg-query";

const IDENTITIES: Readonly<Record<string, string>> = { n: "nothing", f: "full", d: "default", i: "index" };

/** The one value that a rule asks of a command of ALTER TABLE that has no word of its own. */
export function commandDetail({ name, def }: AlterTableCmd): string | undefined {
  if (def === undefined) return name;
  if ("ReplicaIdentityStmt" in def) return IDENTITIES[def.ReplicaIdentityStmt.identity_type ?? ""];
  if (!("ATAlterConstraint" in def)) return undefined;
  const { conname = "", alterEnforceability, is_enforced } = def.ATAlterConstraint;
  return alterEnforceability === true && is_enforced !== true ? `${conname} not enforced` : conname;
}
