import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { namesRelation } from "./names-relation.ts";
import { witnessed } from "./witnessed.ts";

/** Who waits until the transaction ends, once an operation has taken its lock. */
export interface Blocking {
  readonly whom: "writers" | "everybody";
  readonly basis: "observed" | "grammar";
}

const WRITERS = new Set(["ShareLock", "ShareRowExclusiveLock", "ExclusiveLock"]);
const EVERYBODY = "AccessExclusiveLock";
/** Commands of ALTER TABLE that let writers go on. */
const MILD =
  /^AT_(?:ValidateConstraint|SetStatistics|SetOptions|ResetOptions|ClusterOn|DropCluster|SetRelOptions|ResetRelOptions|ReplaceRelOptions)$/;
const TRIGGER = /^(?:CreateTrigStmt|AT_(?:Enable|Disable)\w*Trig\w*)$/;
const MODES: Readonly<Record<string, Blocking["whom"]>> = {
  share: "writers",
  "share row exclusive": "writers",
  exclusive: "writers",
  "access exclusive": "everybody",
};

function byText(operation: Operation): Blocking["whom"] | undefined {
  switch (operation.action) {
    case "relation-dropped":
    case "relation-renamed":
    case "column-added":
    case "column-dropped":
    case "column-renamed":
    case "column-retyped":
    case "column-required":
    case "column-freed":
    case "default-changed":
    case "constraint-dropped":
      return "everybody";
    case "constraint-added":
      return operation.constraint === "foreign key" ? "writers" : "everybody";
    case "index-built":
      return operation.concurrently ? undefined : "writers";
    case "index-dropped":
      return operation.concurrently ? undefined : "everybody";
    case "index-rebuilt":
      return operation.concurrently ? undefined : "writers";
    case "partition-detached":
      return operation.concurrently ? undefined : "everybody";
    case "rows-changed":
      return operation.verb === "truncate" ? "everybody" : undefined;
    case "other":
      if (operation.node === "LockStmt") return MODES[operation.detail ?? ""];
      if (TRIGGER.test(operation.node)) return "writers";
      if (operation.node.startsWith("AT_")) return MILD.test(operation.node) ? undefined : "everybody";
      return /^(?:CreatePolicyStmt|ClusterStmt|VacuumStmt full|Drop (?:trigger|policy|rule))/.test(operation.node)
        ? "everybody"
        : undefined;
    default:
      return undefined;
  }
}

/** The lock of an operation that somebody has to wait for; what the engine showed counts more than the text. */
export function blockingLock(operation: Operation, context: Context): Blocking | undefined {
  const observed = witnessed(operation, context);
  if (observed === undefined) {
    const whom = byText(operation);
    return whom === undefined ? undefined : { whom, basis: "grammar" };
  }
  const holds = (wanted: (mode: string) => boolean): boolean =>
    namesRelation(
      observed.locks.filter(({ mode }) => wanted(mode)).map(({ relation }) => relation),
      operation.relation,
    );
  if (holds((mode) => mode === EVERYBODY)) return { whom: "everybody", basis: "observed" };
  return holds((mode) => WRITERS.has(mode)) ? { whom: "writers", basis: "observed" } : undefined;
}
