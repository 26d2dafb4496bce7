import type { Model, ModelColumn, ModelConstraint } from "../../../model/dbt.ts";
import { isEnforced, takesConstraints } from "../../../model/constraint-support.ts";

/** What dbt itself calls a breaking change of a contract. */
export type ContractBreak =
  | { readonly kind: "ended" }
  | { readonly kind: "column-gone"; readonly column: ModelColumn }
  | { readonly kind: "type-changed"; readonly column: ModelColumn; readonly now?: string }
  | { readonly kind: "constraint-gone"; readonly constraint: ModelConstraint }
  | { readonly kind: "constraints-dropped"; readonly was: string; readonly now: string };

/**
 * The rule of dbt-core 1.13 for two sides of one model (`same_contract`), with its narrowness: names count letter by letter, types
 * without what begins at the first bracket, aliases of one type are two types, and a constraint counts only where the adapter
 * enforces it in a table that dbt creates. dbt stops where the model has a version, and warns where it has none.
 */
export function contractBreaks(
  before: Model,
  after: Model,
  adapter: string | undefined,
): "same" | "changed" | readonly ContractBreak[] {
  if (!before.contract) return after.contract ? "changed" : "same";
  if (after.contract && checksum(before) === checksum(after)) return "same";
  const now = new Map(after.columns.map((column) => [column.name, column]));
  const columns = [...new Map(before.columns.map((column) => [column.name, column])).values()];
  const breaks: readonly ContractBreak[] = [
    ...(after.contract ? [] : [{ kind: "ended" } as const]),
    ...columns.flatMap((column) => ofColumn(column, now.get(column.name))),
    ...(takesConstraints(before) ? goneFrom(before, after, now, adapter) : []),
    ...ofMaterialization(before, after),
  ];
  return breaks.length === 0 ? "changed" : breaks;
}

/** dbt's base type: `VARCHAR(10)` is `varchar`, and `timestamp(6) with time zone` is `timestamp`. */
export const baseType = (type: string | undefined): string | undefined => type?.split("(", 1)[0]?.trim().toLowerCase();

function ofColumn(column: ModelColumn, twin: ModelColumn | undefined): readonly ContractBreak[] {
  if (twin === undefined) return [{ kind: "column-gone", column }];
  if (baseType(column.type) === baseType(twin.type)) return [];
  return [{ kind: "type-changed", column, ...(twin.type !== undefined && { now: twin.type }) }];
}

const goneFrom = (
  before: Model,
  after: Model,
  columns: ReadonlyMap<string, ModelColumn>,
  adapter: string | undefined,
): readonly ContractBreak[] =>
  (before.constraints ?? []).flatMap((constraint): readonly ContractBreak[] => {
    const { column, type, spelt } = constraint;
    // A column that goes takes its constraints with it, and is told by itself.
    if (column !== undefined && !columns.has(column)) return [];
    const stays = (after.constraints ?? []).some((one) => one.column === column && one.spelt === spelt);
    return stays || isEnforced(adapter, type) !== true ? [] : [{ kind: "constraint-gone", constraint }];
  });

function ofMaterialization(before: Model, after: Model): readonly ContractBreak[] {
  const had = takesConstraints(before) && !takesConstraints(after) && (before.constraints ?? []).length > 0;
  const [was, now] = [before, after].map(({ materialized = "view" }) => materialized);
  return had && was !== undefined && now !== undefined ? [{ kind: "constraints-dropped", was, now }] : [];
}

/** What dbt takes its checksum of: in another order of columns it is the same contract. */
function checksum(model: Model): string {
  const columns = model.columns
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, type }) => [name, type, speltOf(model, name)]);
  return JSON.stringify([columns, ...(takesConstraints(model) ? [model.materialized, speltOf(model, undefined)] : [])]);
}

const speltOf = ({ constraints = [] }: Model, column: string | undefined): readonly string[] =>
  constraints.flatMap((one) => (one.column === column ? [one.spelt] : []));
