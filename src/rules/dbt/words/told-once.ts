import type { ChangeKind, ChangeOf } from "../../../model/change.ts";
import { oncePer } from "../../../model/once-per.ts";
import type { Context } from "../../../model/rule.ts";

/**
 * Changes that are told together, by what they share: asked once for a whole review. The answer holds the first of each group
 * with all of its group; what `keyOf` gives no key is told by nobody.
 */
export const toldOnce = <const C extends ChangeKind>(
  on: readonly C[],
  keyOf: (change: ChangeOf<C>, context: Context) => string | undefined,
): ((context: Context) => ReadonlyMap<ChangeOf<C>, readonly ChangeOf<C>[]>) =>
  oncePer((context: Context) => {
    const groups = new Map<string, ChangeOf<C>[]>();
    for (const change of context.changes) {
      if (!(on as readonly string[]).includes(change.kind)) continue;
      const one = change as ChangeOf<C>;
      const key = keyOf(one, context);
      if (key === undefined) continue;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [one]);
      else known.push(one);
    }
    return new Map([...groups.values()].flatMap((all) => (all[0] === undefined ? [] : [[all[0], all] as const])));
  });

/** ` and 3 more` behind the name of the first of a group. */
export const andMore = ({ length }: readonly unknown[]): string => (length === 1 ? "" : ` and ${length - 1} more`);
