import type { Change } from "../../../model/change.ts";
import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";

const memo = new WeakMap<readonly Change[], readonly Operation[]>();

/** What this pull request's migrations do on their way up, in order. */
export function addedOperations({ changes }: Context): readonly Operation[] {
  const known = memo.get(changes);
  if (known !== undefined) return known;
  const added = changes.flatMap((change) =>
    change.kind === "operation.added" && change.after.direction === "up" && change.after.moot !== true
      ? [change.after]
      : [],
  );
  memo.set(changes, added);
  return added;
}
