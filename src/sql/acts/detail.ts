import type { AlterTableCmd } from "libpg-query";
import { relationName } from "../names.ts";

const IDENTITIES: Readonly<Record<string, string>> = { n: "nothing", f: "full", d: "default", i: "index" };

/** The one value that a rule asks of a command of ALTER TABLE that has no word of its own. */
export function commandDetail({ subtype, name, def }: AlterTableCmd): string | undefined {
  if (def === undefined) return name;
  if ("ReplicaIdentityStmt" in def) return IDENTITIES[def.ReplicaIdentityStmt.identity_type ?? ""];
  if ("PartitionCmd" in def) {
    const part = relationName(def.PartitionCmd.name);
    return subtype === "AT_DetachPartition" ? [part.schema, part.name].filter(Boolean).join(".") : undefined;
  }
  if (!("ATAlterConstraint" in def)) return undefined;
  const { conname = "", alterEnforceability, is_enforced } = def.ATAlterConstraint;
  return alterEnforceability === true && is_enforced !== true ? `${conname} not enforced` : conname;
}
