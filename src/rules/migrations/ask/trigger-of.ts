import type { Operation } from "../../../model/migration.ts";
import { subjectKey } from "../../../model/subject.ts";

const MAKES = /^CreateTrigStmt$/;

/** Does it make the trigger that the other operation names, on the same table? */
export const makesTrigger = (operation: Operation, other: Operation): boolean =>
  operation.action === "other" &&
  other.action === "other" &&
  MAKES.test(operation.node) &&
  operation.direction === "up" &&
  operation.detail === other.detail &&
  subjectKey(operation.relation) === subjectKey(other.relation);
