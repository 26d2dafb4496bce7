import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";

/** What else the transaction of an operation does, in order; nothing is known of a file that runs without one. */
export function sameTransaction(
  operation: Operation,
  context: Context,
): { readonly before: readonly Operation[]; readonly after: readonly Operation[] } {
  const { head } = context;
  if (head.facts.migration[operation.migration]?.transaction !== true) return { before: [], after: [] };
  const partOf = (statement: string): number => head.facts.statement[statement]?.part ?? 0;
  const part = partOf(operation.statement);
  const all = context
    .within(operation.migration, "head")
    .operations.filter(
      (other) => other.direction === operation.direction && other.moot !== true && partOf(other.statement) === part,
    );
  const at = all.findIndex(({ id }) => id === operation.id);
  return at < 0 ? { before: [], after: [] } : { before: all.slice(0, at), after: all.slice(at + 1) };
}
