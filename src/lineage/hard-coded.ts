import type { Model } from "../model/dbt.ts";
import { plainName } from "../model/model-output.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Table } from "../model/table.ts";
import { relationKey } from "./edges.ts";
import { outputOf } from "./output-of.ts";
import { tableId, tablesOf, type Step } from "./spot.ts";

/** The id of a migration's table behind a relation as SQL names it (`shop.orders`, `db.shop.orders`), where it says a schema. */
export function tableNamed(snapshot: Snapshot, relation: string): string | undefined {
  const [name = "", schema = ""] = relation
    .replace(/["`[\]]/g, "")
    .split(".")
    .toReversed();
  const table = schema === "" ? undefined : tablesOf(snapshot).byRelation.get(relationKey(schema, name));
  return table === undefined ? undefined : tableId(table);
}

/** Models whose SQL names a migration's table without `ref` or `source`. */
export function readersByName(snapshot: Snapshot, table: Table, column: string | undefined): readonly Step[] {
  const name = (table.subject[2] ?? "").toLowerCase();
  // To follow every model for one table is dear: most of them do not even say its name.
  return Object.values(snapshot.facts.model)
    .filter(({ query }) => query?.sql.toLowerCase().includes(name) === true)
    .flatMap((model) => through(snapshot, model, tableId(table), column));
}

function through(snapshot: Snapshot, { id }: Model, table: string, column: string | undefined): readonly Step[] {
  const output = outputOf(snapshot, id);
  const here = (output?.outside ?? []).filter((one) => tableNamed(snapshot, one.id) === table);
  if (output === undefined || here.length === 0) return [];
  if (column === undefined) return [{ to: { id }, how: "relation" }];
  const made = output.columns.filter(({ outside = [] }) =>
    outside.some((one) => plainName(one.column) === column && tableNamed(snapshot, one.id) === table),
  );
  const stars = here.some((one) => one.column === "");
  const steps = made.map(({ key }): Step => ({ to: { id, column: plainName(key) }, how: "value" }));
  if (steps.length > 0) return steps;
  if (stars) return [{ to: { id, column }, how: "star" }];
  return here.some((one) => plainName(one.column) === column) ? [{ to: { id }, how: "condition" }] : [];
}
