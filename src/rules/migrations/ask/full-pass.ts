import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { seeRewrite } from "./see-rewrite.ts";

/** Does ALTER TABLE look at every row for it, in the one pass that all commands of a statement share? */
export function passesOverRows(operation: Operation, context: Context): boolean {
  switch (operation.action) {
    case "column-retyped":
    case "column-added":
      return seeRewrite(operation, context).rewrites === true;
    case "column-required":
      return !operation.proved || context.config.postgresVersion < 12;
    case "constraint-added":
      return operation.validated && (operation.constraint === "check" || operation.constraint === "not null");
    default:
      return false;
  }
}
