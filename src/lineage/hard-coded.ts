import type { Model } from "../model/dbt.ts";
import { plainName } from "../model/model-output.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { relationKey } from "./edges.ts";
import { outputOf } from "./output-of.ts";

/** A model whose SQL names a relation without `ref` or `source`, and what it does with the column that was asked for. */
export interface HardCoded {
  readonly model: Model;
  /** The names under which the column leaves again; absent where the relation was asked for as a whole. */
  readonly passes?: ReadonlySet<string>;
  readonly star: boolean;
}

/** A relation as SQL names it (`shop.orders`, `db.shop.orders`), where it says a schema. */
export function namedRelation(text: string): { readonly schema: string; readonly name: string } | undefined {
  const [name = "", schema = ""] = text
    .replace(/["`[\]]/g, "")
    .split(".")
    .toReversed();
  return schema === "" ? undefined : { schema, name };
}

export function hardCodedReaders(
  snapshot: Snapshot,
  schema: string,
  name: string,
  column: string | undefined,
): readonly HardCoded[] {
  if (schema === "" || name === "") return [];
  const key = relationKey(schema, name);
  const isIt = (text: string): boolean => {
    const named = namedRelation(text);
    return named !== undefined && relationKey(named.schema, named.name) === key;
  };
  // To follow a model's columns is dear: most of them do not even say the name.
  const said = new RegExp(`${literal(schema)}["\`\\]]?\\s*\\.\\s*["\`[]?${literal(name)}`, "i");
  return Object.values(snapshot.facts.model).flatMap((model): readonly HardCoded[] => {
    if (model.query === undefined || !said.test(model.query.sql)) return [];
    const { columns, outside = [] } = outputOf(snapshot, model.id) ?? { columns: [] };
    const here = outside.filter(({ id }) => isIt(id));
    if (here.length === 0) return [];
    if (column === undefined) return [{ model, star: false }];
    const made = columns.filter((one) =>
      one.outside?.some((from) => plainName(from.column) === column && isIt(from.id)),
    );
    const star = made.length === 0 && here.some((one) => one.column === "");
    if (!star && made.length === 0 && !here.some((one) => plainName(one.column) === column)) return [];
    return [{ model, star, passes: new Set(star ? [column] : made.map((one) => plainName(one.key))) }];
  });
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
