import { adapterOf, isEnforced, takesConstraints } from "./constraint-support.ts";
import type { Guarantee, Model, Source } from "./dbt.ts";
import { guaranteesOn } from "./guarantees-on.ts";
import type { Place } from "./place.ts";
import type { QualityCheck, Weakness } from "./quality.ts";
import type { Snapshot } from "./snapshot.ts";

/** One check that the repository has of a model or a source, and who makes it. */
export interface Covered extends QualityCheck {
  /** The test or setting as it is spelt. */
  readonly by: string;
  readonly place: Place;
}

/** Everything that the repository checks of a model or a source, by its id: tests, constraints, freshness, an enforced contract. */
export function coverageOf(side: Snapshot, id: string): readonly Covered[] {
  const model = side.facts.model[id];
  const source = side.facts.source[id];
  return [
    ...guaranteesOn(side, id).flatMap((one) => ofGuarantee(side, one, model)),
    ...(model?.contract === true ? [{ ...WHOLE, class: "schema", by: "contract", place: model.place } as const] : []),
    ...(source === undefined ? [] : freshnessOf(source)),
  ];
}

const WHOLE = { columns: [], weak: [] } as const;

function ofGuarantee(
  side: Snapshot,
  { checks = [], test, place }: Guarantee,
  model: Model | undefined,
): readonly Covered[] {
  const constraint = /^constraint (\w+)/.exec(test)?.[1];
  const open = constraint !== undefined && model !== undefined && !isHeld(side, constraint, model);
  return checks.map((check) => ({
    ...check,
    by: test,
    place,
    ...(open && { weak: [...check.weak, "unenforced" as const] }),
  }));
}

/** dbt writes constraints only where the contract is enforced and it makes the table itself, and not every database holds them. */
const isHeld = (side: Snapshot, constraint: string, model: Model): boolean =>
  model.contract && takesConstraints(model) && isEnforced(adapterOf(side, model), constraint) !== false;

/** `freshness` of a source; a model's `build_after` says when it is built, and is no check. */
function freshnessOf({ settings = {}, place }: Source): readonly Covered[] {
  const [error, warn] = ["error_after", "warn_after"].map((key) => settings[`freshness.${key}.count`] !== undefined);
  if (error !== true && warn !== true) return [];
  const weak: readonly Weakness[] = error === true ? [] : ["warns"];
  return [{ class: "freshness", columns: [], weak, by: "freshness", place }];
}

/** Is it checked in full: no more than warned of, of all rows, with none let pass, and held by somebody? */
export const isFull = ({ weak }: Covered): boolean => weak.length === 0;
