import type { Act } from "../../../sql/act.ts";
import { addColumn, changeColumn } from "./columns.ts";
import { addConstraint, changeConstraint } from "./constraints.ts";
import { call, createFunction } from "./functions.ts";
import { buildIndex, changeIndex, rebuildIndex } from "./indexes.ts";
import { attachPartition, detachPartition } from "./partitions.ts";
import { rebuildRelation } from "./rebuild.ts";
import { createRelation, dropRelation, other, planAlter, renameRelation } from "./relations.ts";
import { changeAccess, changeRows } from "./rows.ts";
import { createSchema, dropSchema, renameSchema } from "./schemas.ts";
import type { Step } from "./step.ts";
import { changeLabel, createType, dropType, renameType } from "./types.ts";

/** One act meets the state: its operations come out, and the state moves on. */
export function apply(act: Act, step: Step, defaultPath: readonly string[]): void {
  switch (act.do) {
    case "create-relation":
      return createRelation(act, step);
    case "drop-relation":
      return dropRelation(act, step);
    case "rename-relation":
    case "move-relation":
      return renameRelation(act, step);
    case "add-column":
      return addColumn(act, step);
    case "drop-column":
    case "rename-column":
    case "retype-column":
    case "require-column":
    case "free-column":
    case "change-default":
      return changeColumn(act, step);
    case "add-constraint":
      return addConstraint(act, step);
    case "validate-constraint":
    case "drop-constraint":
    case "rename-constraint":
      return changeConstraint(act, step);
    case "build-index":
      return buildIndex(act, step);
    case "drop-index":
    case "rename-index":
      return changeIndex(act, step);
    case "rebuild-relation":
      return rebuildRelation(act, step);
    case "plan-alter":
      return planAlter(act, step);
    case "rebuild-index":
      return rebuildIndex(act, step);
    case "attach-partition":
      return attachPartition(act, step);
    case "detach-partition":
      return detachPartition(act, step);
    case "change-rows":
      return changeRows(act, step);
    case "change-access":
      return changeAccess(act, step);
    case "create-schema":
      return createSchema(act, step);
    case "drop-schema":
      return dropSchema(act, step);
    case "rename-schema":
      return renameSchema(act, step);
    case "create-type":
      return createType(act, step);
    case "add-label":
    case "rename-label":
      return changeLabel(act, step);
    case "drop-type":
      return dropType(act, step);
    case "rename-type":
      return renameType(act, step);
    case "create-function":
      return createFunction(act, step);
    case "call":
      return call(act, step, (inner, inside) => apply(inner, inside, defaultPath));
    case "search-path":
      step.path = act.path.length > 0 ? act.path : defaultPath;
      return;
    case "other":
      return other(act, step);
  }
}
