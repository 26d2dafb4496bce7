import type { Node } from "libpg-query";
import { alterTable } from "./alter-table.ts";
import type { Reading } from "./context.ts";
import { createAs, createIndex, createTable, createView, selectInto } from "./create.ts";
import { doBlock } from "./do-block.ts";
import { drop } from "./drop.ts";
import { alterFunction, callProcedure, createFunction } from "./functions.ts";
import { grant } from "./grant.ts";
import { lockTables, refresh, vacuum } from "./maintenance.ts";
import { other } from "./other.ts";
import { isConcurrent, reindex } from "./reindex.ts";
import { rename, setSchema } from "./rename.ts";
import { copy, insert, merge, remove, truncate, update, within } from "./rows.ts";
import { database, role } from "./server.ts";
import { select, set } from "./settings.ts";
import { alterDomain, alterEnum, createEnum, createType } from "./types.ts";

/** One statement's tree → what it does, pushed on to the reading. */
export function readActs(node: Node, reading: Reading): void {
  if ("CreateStmt" in node) createTable(node.CreateStmt, reading);
  else if ("CreateForeignTableStmt" in node) createTable(node.CreateForeignTableStmt.base ?? {}, reading);
  else if ("AlterTableStmt" in node) alterTable(node.AlterTableStmt, reading);
  else if ("IndexStmt" in node) createIndex(node.IndexStmt, reading);
  else if ("ReindexStmt" in node) reindex(node.ReindexStmt, reading);
  else if ("DropStmt" in node) drop(node.DropStmt, reading);
  else if ("RenameStmt" in node) rename(node.RenameStmt, reading);
  else if ("AlterObjectSchemaStmt" in node) setSchema(node.AlterObjectSchemaStmt, reading);
  else if ("ViewStmt" in node) createView(node.ViewStmt, reading);
  else if ("CreateTableAsStmt" in node) createAs(node.CreateTableAsStmt, reading);
  else if ("InsertStmt" in node) insert(node.InsertStmt, reading);
  else if ("UpdateStmt" in node) update(node.UpdateStmt, reading);
  else if ("DeleteStmt" in node) remove(node.DeleteStmt, reading);
  else if ("MergeStmt" in node) merge(node.MergeStmt, reading);
  else if ("TruncateStmt" in node) truncate(node.TruncateStmt, reading);
  else if ("CopyStmt" in node) copy(node.CopyStmt, reading);
  else if ("VariableSetStmt" in node) set(node.VariableSetStmt, reading);
  else if ("DoStmt" in node) doBlock(node.DoStmt, reading, readActs);
  else if ("CreateFunctionStmt" in node) createFunction(node.CreateFunctionStmt, reading, readActs);
  else if ("AlterFunctionStmt" in node) alterFunction(node.AlterFunctionStmt, reading);
  else if ("CallStmt" in node) callProcedure(node.CallStmt, reading);
  else if ("CreateEnumStmt" in node) createEnum(node.CreateEnumStmt, reading);
  else if ("AlterEnumStmt" in node) alterEnum(node.AlterEnumStmt, reading);
  else if ("CreateDomainStmt" in node) createType("CreateDomainStmt", node.CreateDomainStmt.domainname, reading);
  else if ("CreateRangeStmt" in node) createType("CreateRangeStmt", node.CreateRangeStmt.typeName, reading);
  else if ("AlterDomainStmt" in node) alterDomain(node.AlterDomainStmt, reading);
  else if ("GrantStmt" in node) grant(node.GrantStmt, reading);
  else if ("LockStmt" in node) lockTables(node.LockStmt, reading);
  else if ("VacuumStmt" in node) vacuum(node.VacuumStmt, reading);
  else if ("RefreshMatViewStmt" in node) refresh(node.RefreshMatViewStmt, reading);
  else if ("DropdbStmt" in node) database("DropdbStmt", "database", node.DropdbStmt.dbname ?? "", reading);
  else if ("DropTableSpaceStmt" in node)
    database("DropTableSpaceStmt", "tablespace", node.DropTableSpaceStmt.tablespacename ?? "", reading);
  else if ("CreateRoleStmt" in node)
    role("CreateRoleStmt", node.CreateRoleStmt.role ?? "", node.CreateRoleStmt.options ?? [], reading);
  else if ("AlterRoleStmt" in node)
    role("AlterRoleStmt", node.AlterRoleStmt.role?.rolename ?? "", node.AlterRoleStmt.options ?? [], reading);
  else if ("CreateSchemaStmt" in node) {
    const { schemaname = "", if_not_exists: lenient = false } = node.CreateSchemaStmt;
    reading.acts.push({ do: "create-schema", spot: reading.spot, relation: { name: schemaname }, lenient });
    for (const element of node.CreateSchemaStmt.schemaElts ?? []) readActs(element, reading);
  } else if ("SelectStmt" in node) {
    if (node.SelectStmt.intoClause !== undefined) selectInto(node.SelectStmt, reading);
    else select(node.SelectStmt, reading);
    within(node.SelectStmt.withClause, reading);
  } else {
    const [name = "", tree = {}] = Object.entries(node)[0] ?? [];
    other(name, reading, tree);
  }
}

/** PostgreSQL refuses these inside a transaction. */
export function runsAlone(node: Node): boolean {
  if ("IndexStmt" in node) return node.IndexStmt.concurrent === true;
  if ("DropStmt" in node) return node.DropStmt.concurrent === true;
  if ("ReindexStmt" in node)
    return isConcurrent(node.ReindexStmt) || !/_(?:INDEX|TABLE)$/.test(node.ReindexStmt.kind ?? "");
  if ("VacuumStmt" in node) return node.VacuumStmt.is_vacuumcmd === true;
  if ("AlterTableStmt" in node) return JSON.stringify(node.AlterTableStmt.cmds ?? []).includes('"concurrent":true');
  return ALONE.some((name) => name in node);
}

const ALONE = ["CreatedbStmt", "DropdbStmt", "AlterSystemStmt", "CreateTableSpaceStmt", "DropTableSpaceStmt"];
