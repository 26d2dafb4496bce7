import type { Context } from "../../../model/rule.ts";

/** What the SQL of a model on head does and that of base does not, among its clashing names or its unlinked relations. */
export function newSlips(
  before: string | undefined,
  after: string,
  kind: "clashes" | "unlinked",
  context: Context,
): readonly string[] {
  const now = context.output(after, "head")?.[kind] ?? [];
  if (now.length === 0 || before === undefined) return now;
  const was = context.output(before, "base");
  // What could not be read before may have been there.
  return was === undefined ? [] : now.filter((one) => was[kind]?.includes(one) !== true);
}
