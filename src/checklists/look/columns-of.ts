import type { Context } from "../../model/rule.ts";
import type { Place } from "../../model/place.ts";
import { modelsOf, sourcesOf, sourceName, speaksOf } from "./project.ts";
import type { Stage } from "./stage.ts";
import { uniqueKeys } from "./unique-keys.ts";

/** A table, a model or a source with the columns that the repository declares for it. */
export interface Declared {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type?: string }[];
  /** Whether all of its columns are declared there: a contract, a table that only migrations make. */
  readonly whole: boolean;
  /** Columns, one by one or several at once, that no two rows share. */
  readonly keys: readonly (readonly string[])[];
}

/** All that the repository declares columns for. */
export function declared(context: Pick<Context, "head">): readonly Declared[] {
  const { head } = context;
  const keysOf = (id: string): readonly (readonly string[])[] => uniqueKeys(id, context);
  const models = modelsOf(context).map((model): Declared => {
    const unique = model.settings?.["unique_key"];
    const keys = [...keysOf(model.id), ...(unique === undefined || unique.length === 0 ? [] : [unique])];
    return { name: model.name, columns: model.columns, whole: model.contract, keys };
  });
  const sources = sourcesOf(context).map((source): Declared => ({
    name: sourceName(source),
    columns: source.columns,
    whole: false,
    keys: keysOf(source.id),
  }));
  const tables = Object.values(head.facts.table).map(({ subject, columns, whole, constraints, indexes }): Declared => ({
    name: subject.slice(1).join("."),
    columns: Object.entries(columns).map(([name, { type }]) => ({ name, ...(type === undefined ? {} : { type }) })),
    whole,
    keys: [
      ...Object.values(constraints).flatMap((one) => (/^(?:primary key|unique)$/.test(one.type) ? [one.columns] : [])),
      ...Object.values(indexes).flatMap((one) => (one.unique ? [one.columns] : [])),
    ],
  }));
  return [...models, ...tables, ...sources].filter(({ columns, keys }) => columns.length + keys.length > 0);
}

/** What a table of a plan is about: the last of these that a line or heading above it names. */
export function namedAbove(stage: Stage, place: Place, all: readonly Declared[]): Declared | undefined {
  const above = [
    ...stage.lines,
    ...stage.items,
    ...[...stage.roots, ...stage.parts].map((part) => ({ text: part.heading, place: part.place })),
  ]
    .filter((said) => said.place.line < place.line)
    .toSorted((one, other) => other.place.line - one.place.line);
  for (const { text } of above) {
    const named = all.filter(({ name }) => speaksOf(text, name));
    const [only] = named;
    if (only !== undefined) return named.every(({ name }) => name === only.name) ? only : undefined;
  }
  return undefined;
}
