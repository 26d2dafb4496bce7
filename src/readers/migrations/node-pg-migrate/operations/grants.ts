import type { ValueMap } from "../../../../code/value.ts";
import { type Call, type Operations, renamed } from "../operation.ts";
import { holds, listOf, nameSql, namesSql, optionsOf, when, wordOf } from "../values.ts";

const privilegesOf = (options: ValueMap): string => listOf(options.get("privileges")).map(wordOf).join(", ");

/** `PUBLIC` and its like are words, not names. */
const rolesOf = (options: ValueMap): string =>
  listOf(options.get("roles"))
    .map((role) => (role === "PUBLIC" || role === "CURRENT_USER" || role === "SESSION_USER" ? role : nameSql(role)))
    .join(", ");

const tablesOf = (options: ValueMap): string =>
  options.get("tables") === "ALL"
    ? `ALL TABLES IN SCHEMA ${nameSql(options.get("schema"))}`
    : namesSql(options.get("tables"));

const schemasOf = (options: ValueMap): string => `SCHEMA ${namesSql(options.get("schemas"))}`;

const grant =
  (on: (options: ValueMap) => string) =>
  ({ list: [last] }: Call): string => {
    const options = optionsOf(last);
    return `GRANT ${privilegesOf(options)} ON ${on(options)} TO ${rolesOf(options)}${when(options, "withGrantOption", " WITH GRANT OPTION")}`;
  };

const revoke =
  (on: (options: ValueMap) => string) =>
  ({ list: [last] }: Call): string => {
    const options = optionsOf(last);
    return `REVOKE${when(options, "onlyGrantOption", " GRANT OPTION FOR")} ${privilegesOf(options)} ON ${on(options)} FROM ${rolesOf(options)}${when(options, "cascade", " CASCADE")}`;
  };

const revokeRoles = ({ list: [roles, from, last] }: Call): string => {
  const options = optionsOf(last);
  return `REVOKE ${when(options, "onlyAdminOption", "ADMIN OPTION FOR ")}${namesSql(roles)} FROM ${namesSql(from)}${when(options, "cascade", " CASCADE")}`;
};

const dropRole = ({ list: [name, last] }: Call): string =>
  `DROP ROLE${when(optionsOf(last), "ifExists", " IF EXISTS")} ${nameSql(name)}`;

export const grants: Operations = {
  grantOnTables: { sql: grant(tablesOf), back: revoke(tablesOf) },
  revokeOnTables: { sql: revoke(tablesOf) },
  grantOnSchemas: { sql: grant(schemasOf), back: revoke(schemasOf) },
  revokeOnSchemas: { sql: revoke(schemasOf) },
  grantRoles: {
    sql: ({ list: [roles, to, last] }) =>
      `GRANT ${namesSql(roles)} TO ${namesSql(to)}${holds(optionsOf(last), "withAdminOption") ? " WITH ADMIN OPTION" : ""}`,
    back: revokeRoles,
  },
  revokeRoles: { sql: revokeRoles },
  // What a role may do elsewhere changes no table.
  createRole: { sql: ({ list: [name] }) => `CREATE ROLE ${nameSql(name)}`, back: dropRole },
  dropRole: { sql: dropRole },
  renameRole: renamed("ROLE"),
};
