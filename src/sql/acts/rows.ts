import type { CopyStmt, DeleteStmt, InsertStmt, MergeStmt, Node, TruncateStmt, UpdateStmt } from "libpg-query";
import type { ActOf, Name } from "../act.ts";
import { relationName, tablesRead } from "../names.ts";
import type { Reading } from "./context.ts";

type Verb = ActOf<"change-rows">["verb"];

export function insert(node: InsertStmt, reading: Reading): void {
  within(node.withClause, reading);
  change("insert", relationName(node.relation), tablesRead([node.selectStmt, node.withClause]), reading);
}

export function update(node: UpdateStmt, reading: Reading): void {
  within(node.withClause, reading);
  change("update", relationName(node.relation), [], reading);
}

export function remove(node: DeleteStmt, reading: Reading): void {
  within(node.withClause, reading);
  change("delete", relationName(node.relation), [], reading);
}

export function merge(node: MergeStmt, reading: Reading): void {
  change("update", relationName(node.relation), tablesRead(node.sourceRelation), reading);
}

export function truncate(node: TruncateStmt, reading: Reading): void {
  for (const item of node.relations ?? [])
    if ("RangeVar" in item) change("truncate", relationName(item.RangeVar), [], reading);
}

export function copy(node: CopyStmt, reading: Reading): void {
  if (node.is_from === true) change("insert", relationName(node.relation), [], reading);
}

const change = (verb: Verb, relation: Name, copies: readonly Name[], { acts, spot }: Reading): void => {
  acts.push({ do: "change-rows", spot, relation, verb, copies });
};

/** Rows changed inside a WITH, however deep. */
export function within(tree: unknown, reading: Reading): void {
  if (Array.isArray(tree)) for (const item of tree) within(item, reading);
  else if (typeof tree === "object" && tree !== null) {
    const node = tree as Node;
    if ("InsertStmt" in node) insert(node.InsertStmt, reading);
    else if ("UpdateStmt" in node) update(node.UpdateStmt, reading);
    else if ("DeleteStmt" in node) remove(node.DeleteStmt, reading);
    else for (const inner of Object.values(tree)) within(inner, reading);
  }
}
