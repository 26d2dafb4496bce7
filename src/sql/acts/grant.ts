import type { GrantStmt, Node } from "libpg-query";
import { relationName } from "../names.ts";
import type { Reading } from "./context.ts";
import { other } from "./other.ts";

const role = (node: Node): string => {
  if (!("RoleSpec" in node)) return "";
  const { roletype, rolename = "" } = node.RoleSpec;
  if (roletype === "ROLESPEC_CSTRING") return rolename;
  return (roletype ?? "").replace(/^ROLESPEC_/, "").toUpperCase();
};

const privilege = (node: Node): string => ("AccessPriv" in node ? (node.AccessPriv.priv_name ?? "") : "");

/** GRANT and REVOKE on tables and views that are named; who may use anything else the rules do not follow. */
export function grant(node: GrantStmt, reading: Reading): void {
  const tables = node.objtype === "OBJECT_TABLE" && node.targtype === "ACL_TARGET_OBJECT";
  const ranges = (node.objects ?? []).flatMap((object) => ("RangeVar" in object ? [object.RangeVar] : []));
  if (!tables || ranges.length === 0) return other("GrantStmt", reading);
  for (const range of ranges)
    reading.acts.push({
      do: "change-access",
      spot: reading.spot,
      relation: relationName(range),
      granted: node.is_grant === true,
      privileges: (node.privileges ?? []).map(privilege),
      roles: (node.grantees ?? []).map(role),
      grantOption: node.grant_option === true,
    });
}
