import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { retypeRewrites } from "../../../sql/retype-rewrites.ts";
import { namesRelation } from "./names-relation.ts";
import { witnessed } from "./witnessed.ts";

export interface SeenRewrite {
  readonly rewrites: boolean | undefined;
  readonly basis: "observed" | "grammar";
}

/** Would it, by the text, the types that the history knows, and the version table? */
export function rewritesByGrammar(operation: Operation, postgresVersion: number): boolean | undefined {
  if (operation.action === "column-retyped")
    return retypeRewrites(operation.from, operation.to, operation.using, postgresVersion);
  if (operation.action !== "column-added" || operation.default === "none") return false;
  return operation.default !== "constant" || postgresVersion < 11;
}

/** Does the statement write every row anew? The engine answers where it ran it, else the grammar; undefined where neither knows. */
export function seeRewrite(operation: Operation, context: Context): SeenRewrite {
  const observed = witnessed(operation, context);
  if (observed !== undefined)
    return { rewrites: namesRelation(observed.rewrote, operation.relation), basis: "observed" };
  if (context.engine(operation.migration) !== "postgres") return { rewrites: undefined, basis: "grammar" };
  return { rewrites: rewritesByGrammar(operation, context.config.postgresVersion), basis: "grammar" };
}
