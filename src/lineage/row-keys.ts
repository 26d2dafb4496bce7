import { Grain, type RowKey } from "../columns/normal/grain.ts";
import { ShortNames } from "../columns/normal/short-names.ts";
import { Writer } from "../columns/normal/writer.ts";
import { guaranteesOn } from "../model/guarantees-on.ts";
import { oncePer } from "../model/once-per.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { plainPlan } from "./plain-plan.ts";

const keysOn = oncePer<Snapshot, Map<string, readonly RowKey[]>>(() => new Map());

/** By which columns the rows of a model or source are told apart: by its tests and constraints, and by its SQL. */
export function rowKeys(snapshot: Snapshot, id: string): readonly RowKey[] {
  const all = keysOn(snapshot);
  const known = all.get(id);
  if (known !== undefined) return known;
  // A model that reads itself in a circle is not known while it is asked.
  all.set(id, []);
  const found = [...tested(snapshot, id), ...written(snapshot, id)];
  all.set(id, found);
  return found;
}

/** A test that looks at some rows only says nothing of all. */
const tested = (snapshot: Snapshot, id: string): readonly RowKey[] =>
  guaranteesOn(snapshot, id).flatMap(({ test, column, settings = {} }): readonly RowKey[] => {
    if (/\bwhere=|row_condition=/.test(test) || (settings["where"] ?? []).length > 0) return [];
    if (column !== undefined)
      return /^(?:constraint )?(?:\w+\.)?(?:unique|primary_key)\b(?!_)/.test(test) ? [[plain(column)]] : [];
    const list =
      /(?:unique_combination_of_columns|compound_columns_to_be_unique|primary_key|unique)\b.*?\[([^\]]*)\]/.exec(
        test,
      )?.[1];
    return list === undefined ? [] : [(list.match(/\w+/g) ?? []).map(plain)];
  });

function written(snapshot: Snapshot, id: string): readonly RowKey[] {
  const query = snapshot.facts.model[id]?.query;
  if (query === undefined) return [];
  try {
    const plan = plainPlan(query.sql, query);
    if (plan === undefined) return [];
    const tables = (relation: string): readonly RowKey[] => keysOfRelation(snapshot, query.relations, relation);
    return new Grain(new Writer(new ShortNames()), tables).keys(plan).map((key) => key.map(plain));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
}

/** The same of a relation as SQL names it; nothing where it may be several things. */
export function keysOfRelation(
  snapshot: Snapshot,
  relations: Readonly<Record<string, readonly string[]>>,
  relation: string,
): readonly RowKey[] {
  const [id, other] = relations[relation] ?? [];
  return id === undefined || other !== undefined ? [] : rowKeys(snapshot, id);
}

const plain = (column: string): string => column.replaceAll('"', "").toLowerCase();
