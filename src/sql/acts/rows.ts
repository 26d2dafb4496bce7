import type { CopyStmt, DeleteStmt, InsertStmt, MergeStmt, Node, TruncateStmt, UpdateStmt } from "libpg-query";
import type { ActOf } from "../act.ts";
import { relationName, tablesRead, text } from "../names.ts";
import type { Reading } from "./context.ts";

type Rows = ActOf<"change-rows">;
type RowsChange = Pick<Rows, "verb" | "relation"> & Partial<Pick<Rows, "copies" | "everyRow" | "sets" | "cascadeFrom">>;

export function insert(node: InsertStmt, reading: Reading): void {
  within(node.withClause, reading);
  const copies = tablesRead([node.selectStmt, node.withClause]);
  change({ verb: "insert", relation: relationName(node.relation), copies, sets: columnsNamed(node.cols) }, reading);
}

const columnsNamed = (list: readonly Node[] | undefined): readonly string[] =>
  (list ?? []).flatMap((item) => ("ResTarget" in item ? (item.ResTarget.name ?? []) : []));

export function update(node: UpdateStmt, reading: Reading): void {
  within(node.withClause, reading);
  const sets = columnsNamed(node.targetList);
  const everyRow = isAlways(node.whereClause);
  change({ verb: "update", relation: relationName(node.relation), everyRow, sets }, reading);
}

export function remove(node: DeleteStmt, reading: Reading): void {
  within(node.withClause, reading);
  change({ verb: "delete", relation: relationName(node.relation), everyRow: isAlways(node.whereClause) }, reading);
}

export function merge(node: MergeStmt, reading: Reading): void {
  change({ verb: "update", relation: relationName(node.relation), copies: tablesRead(node.sourceRelation) }, reading);
}

export function truncate(node: TruncateStmt, reading: Reading): void {
  const names = (node.relations ?? []).flatMap((item) => ("RangeVar" in item ? [relationName(item.RangeVar)] : []));
  names.forEach((relation, i) => {
    const cascadeFrom = node.behavior === "DROP_CASCADE" && i === names.length - 1 ? names : [];
    change({ verb: "truncate", relation, everyRow: true, cascadeFrom }, reading);
  });
}

export function copy(node: CopyStmt, reading: Reading): void {
  if (node.is_from === true) change({ verb: "insert", relation: relationName(node.relation) }, reading);
}

const change = (act: RowsChange, { acts, spot }: Reading): void => {
  acts.push({ do: "change-rows", spot, copies: [], everyRow: false, sets: [], cascadeFrom: [], ...act });
};

/** Is there no condition, or one that no row fails? */
function isAlways(condition: Node | undefined): boolean {
  if (condition === undefined) return true;
  if ("A_Const" in condition) return condition.A_Const.boolval?.boolval === true;
  if ("TypeCast" in condition) return isAlways(condition.TypeCast.arg);
  if ("BoolExpr" in condition) {
    const { boolop, args = [] } = condition.BoolExpr;
    if (boolop === "AND_EXPR") return args.every(isAlways);
    return boolop === "OR_EXPR" && args.some(isAlways);
  }
  if (!("A_Expr" in condition) || text(condition.A_Expr.name?.[0]) !== "=") return false;
  const { lexpr, rexpr } = condition.A_Expr;
  const [left, right] = [constant(lexpr), constant(rexpr)];
  return left !== undefined && left === right;
}

function constant(node: Node | undefined): string | undefined {
  if (node === undefined || !("A_Const" in node) || node.A_Const.isnull === true) return undefined;
  const { ival, sval, boolval } = node.A_Const;
  return JSON.stringify([ival, sval, boolval]);
}

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
