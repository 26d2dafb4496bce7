import type { Model } from "../model/dbt.ts";
import { plainName } from "../model/model-output.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { outputOf } from "./output-of.ts";

/** What a model does with columns that it is given. */
export interface Ways {
  /** Its SQL names one of them. */
  readonly used: boolean;
  /** The names under which they leave again. */
  readonly passes: ReadonlySet<string>;
}

/** How columns of `from` go through a model, by its SQL; undefined where that cannot be told for sure. */
export function waysThrough(
  snapshot: Snapshot,
  model: Model,
  from: string,
  names: ReadonlySet<string>,
): Ways | undefined {
  const output = outputOf(snapshot, model.id);
  if (output === undefined || !output.sure) return undefined;
  // What stands behind a function or a part that a template left open may be anything.
  if (output.stars.some(({ through }) => through.length === 0)) return undefined;
  const passes = new Set(
    output.columns
      .filter(({ made }) => made.some(({ id, column }) => id === from && names.has(plainName(column))))
      .map(({ key }) => plainName(key)),
  );
  for (const { through, except } of output.stars)
    if (through.includes(from))
      for (const name of names) if (!except.some((one) => plainName(one) === name)) passes.add(name);
  return { used: output.uses.some(({ id, column }) => id === from && names.has(plainName(column))), passes };
}
