import type { AlterDomainStmt, AlterEnumStmt, CreateEnumStmt, Node } from "libpg-query";
import { listName, texts } from "../names.ts";
import type { Reading } from "./context.ts";

export function createEnum(node: CreateEnumStmt, { acts, spot }: Reading): void {
  const labels = texts(node.vals);
  acts.push({ do: "create-type", spot, relation: listName(node.typeName), node: "CreateEnumStmt", labels });
}

/** Domains and ranges: that there is such a type is all that the history keeps. */
export function createType(node: string, name: readonly Node[] | undefined, { acts, spot }: Reading): void {
  acts.push({ do: "create-type", spot, relation: listName(name), node });
}

export function alterEnum(node: AlterEnumStmt, { acts, spot }: Reading): void {
  const relation = listName(node.typeName);
  const { oldVal, newVal = "" } = node;
  const lenient = node.skipIfNewValExists === true ? { lenient: true } : {};
  if (oldVal === undefined) acts.push({ do: "add-label", spot, relation, label: newVal, ...lenient });
  else acts.push({ do: "rename-label", spot, relation, label: oldVal, to: newVal });
}

/** What the values of a domain have to keep from now on; `detail` says whether those that are there are looked at. */
export function alterDomain(node: AlterDomainStmt, { acts, spot }: Reading): void {
  const relation = listName(node.typeName);
  const detail = domainDetail(node);
  acts.push({
    do: "other",
    spot,
    relation,
    node: "AlterDomainStmt",
    about: "type",
    ...(detail === undefined ? {} : { detail }),
  });
}

function domainDetail({ subtype, def }: AlterDomainStmt): string | undefined {
  if (subtype === "O") return "not null";
  if (subtype !== "C" || def === undefined || !("Constraint" in def)) return undefined;
  const what = def.Constraint.contype === "CONSTR_NOTNULL" ? "not null" : "check";
  return def.Constraint.skip_validation === true ? `${what} not valid` : what;
}
