import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";

/** What this pull request's migrations do on their way up, in order. */
export const addedOperations = ({ changes }: Context): readonly Operation[] =>
  changes.flatMap((change) =>
    change.kind === "operation.added" && change.after.direction === "up" && change.after.moot !== true
      ? [change.after]
      : [],
  );
