import type { Model } from "../model/dbt.ts";
import { plainName, type ColumnOf } from "../model/model-output.ts";
import { oncePer } from "../model/once-per.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { edgesOf, relationKey } from "./edges.ts";
import { outputOf } from "./output-of.ts";
import { tablesOf } from "./spot.ts";

/** A model whose SQL names a relation without `ref` or `source`, and what it does with the column that was asked for. */
export interface HardCoded {
  readonly model: Model;
  /** The names under which the column leaves again; absent where the relation was asked for as a whole. */
  readonly passes?: ReadonlySet<string>;
  readonly star: boolean;
  /** Why the relation may be another. */
  readonly doubt?: string;
}

/** A relation that somebody may name: by its last name, and by schemas of which `doubt` says how sure they are. */
interface Named {
  readonly name: string;
  readonly in: (schema: string) => boolean;
  readonly doubt?: (said: string) => string;
}

/** A relation as SQL names it (`shop.orders`, `db.shop.orders`), where it says a schema. */
export function namedRelation(text: string): { readonly schema: string; readonly name: string } | undefined {
  const [name = "", schema = ""] = text
    .replace(/["`[\]]/g, "")
    .split(".")
    .toReversed();
  return schema === "" ? undefined : { schema, name };
}

/** Who names a migration's table. */
export function hardCodedReaders(
  snapshot: Snapshot,
  schema: string,
  name: string,
  columns: ReadonlySet<string> | undefined,
): readonly HardCoded[] {
  if (schema === "" || name === "") return [];
  return readersBy(snapshot, { name, in: (said) => said.toLowerCase() === schema.toLowerCase() }, columns);
}

/**
 * Who names the relation that a dbt model is built as. A schema that the model states is a part of the real one
 * (`analytics_finance`); where it states none, only the profile knows it, and the name alone is told with that doubt.
 */
export function hardCodedReadersOfModel(
  snapshot: Snapshot,
  model: Model,
  columns: ReadonlySet<string> | undefined,
): readonly HardCoded[] {
  const found = readersBy(snapshot, builtAs(snapshot, model), columns);
  if (found.length === 0) return found;
  // What the model is made of cannot read it.
  const above = ancestorsOf(snapshot, model.id);
  return found.filter(({ model: reader }) => !above.has(reader.id));
}

/** The one dbt model that a relation in the SQL of another may be, with the doubt that there is. */
export function modelNamed(
  snapshot: Snapshot,
  text: string,
  reader: Model,
): { readonly id: string; readonly doubt?: string } | undefined {
  const relation = namedRelation(text);
  if (relation === undefined) return undefined;
  const found = Object.values(snapshot.facts.model).flatMap((model) => {
    const { name, in: isIn, doubt } = builtAs(snapshot, model);
    if (name.toLowerCase() !== relation.name.toLowerCase() || !isIn(relation.schema.toLowerCase())) return [];
    return ancestorsOf(snapshot, model.id).has(reader.id)
      ? []
      : [{ id: model.id, ...(doubt && { doubt: doubt(text) }) }];
  });
  return found.length === 1 ? found[0] : undefined;
}

function builtAs(snapshot: Snapshot, { name, version, relation, settings = {} }: Model): Named {
  const built = relation === undefined ? undefined : namedRelation(relation);
  if (built !== undefined) return { name: built.name, in: (schema) => schema === built.schema.toLowerCase() };
  const alias = settings["alias"]?.[0] ?? (version === undefined ? name : name.replace(/\.v(?=[^.]*$)/, "_v"));
  const custom = settings["schema"]?.[0]?.toLowerCase();
  const taken = (schema: string): boolean => {
    const key = relationKey(schema, alias);
    return edgesOf(snapshot).sources.has(key) || tablesOf(snapshot).byRelation.has(key);
  };
  const doubt = (said: string): string =>
    `its SQL names ${said}, which may be ${name}: only a profile knows its schema`;
  return {
    name: alias,
    in: (schema) => !taken(schema) && (custom === undefined || schema === custom || schema.endsWith(`_${custom}`)),
    ...(custom === undefined && { doubt }),
  };
}

/** Last name of a relation → the models whose SQL says it behind a schema, and not through `ref` or `source`. */
const mentions = oncePer((snapshot: Snapshot) => {
  const known = new Set([
    ...Object.values(snapshot.facts.model).map((model) => builtAs(snapshot, model).name.toLowerCase()),
    ...Object.values(snapshot.facts.table).map(({ subject }) => (subject[2] ?? "").toLowerCase()),
  ]);
  const found = new Map<string, Map<Model, Set<string>>>();
  for (const model of Object.values(snapshot.facts.model))
    for (const [, before = "", last = ""] of model.query?.sql.matchAll(DOTTED) ?? []) {
      const [schema, name] = [before.toLowerCase(), last.toLowerCase()];
      if (!known.has(name) || model.query?.relations[`${schema}.${name}`] !== undefined) continue;
      const models = found.get(name) ?? new Map<Model, Set<string>>();
      found.set(name, models.set(model, (models.get(model) ?? new Set()).add(schema)));
    }
  return found;
});

const DOTTED = /([\p{L}_][\p{L}\p{N}_$-]*)["`\]]?\s*\.\s*["`[]?(?=([\p{L}_][\p{L}\p{N}_$-]*))/gu;

function readersBy(
  snapshot: Snapshot,
  { name, in: isIn, doubt }: Named,
  names: ReadonlySet<string> | undefined,
): readonly HardCoded[] {
  const isIt = (text: string): boolean => {
    const named = namedRelation(text);
    return named !== undefined && plainName(named.name) === name.toLowerCase() && isIn(named.schema.toLowerCase());
  };
  // To follow a model's columns is dear: most of them do not even say the name.
  return [...(mentions(snapshot).get(name.toLowerCase()) ?? [])].flatMap(([model, schemas]): readonly HardCoded[] => {
    if (![...schemas].some(isIn)) return [];
    const { columns, outside = [] } = outputOf(snapshot, model.id) ?? { columns: [] };
    const here = outside.filter(({ id }) => isIt(id));
    const [first] = here;
    if (first === undefined) return [];
    const shared = { model, ...(doubt !== undefined && { doubt: doubt(first.id) }) };
    if (names === undefined) return [{ ...shared, star: false }];
    const isColumn = (from: ColumnOf): boolean => names.has(plainName(from.column)) && isIt(from.id);
    const made = columns.filter((one) => one.outside?.some(isColumn));
    const star = made.length === 0 && here.some((one) => one.column === "");
    if (!star && made.length === 0 && !here.some((one) => names.has(plainName(one.column)))) return [];
    return [{ ...shared, star, passes: star ? names : new Set(made.map((one) => plainName(one.key))) }];
  });
}

function ancestorsOf({ facts }: Snapshot, id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (const one of found) for (const read of facts.model[one]?.reads ?? []) found.add(read);
  return found;
}
