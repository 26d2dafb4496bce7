import type { Exposure, Model, Semantic, Source } from "../model/dbt.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** Who reads what, turned round, and which sources stand for which relation. */
export interface Edges {
  readonly readers: ReadonlyMap<string, readonly (Model | Exposure | Semantic)[]>;
  readonly sources: ReadonlyMap<string, readonly Source[]>;
}

const known = new WeakMap<Snapshot, Edges>();

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

/** The edges of a snapshot, turned round once. */
export function edgesOf(snapshot: Snapshot): Edges {
  const found = known.get(snapshot);
  if (found !== undefined) return found;
  const readers = new Map<string, (Model | Exposure | Semantic)[]>();
  for (const fact of [
    ...Object.values(snapshot.facts.model).toSorted(byId),
    ...Object.values(snapshot.facts.semantic).toSorted(byId),
    ...Object.values(snapshot.facts.exposure).toSorted(byId),
  ])
    for (const id of new Set(fact.reads)) {
      const known = readers.get(id);
      if (known === undefined) readers.set(id, [fact]);
      else known.push(fact);
    }
  const sources = Map.groupBy(
    Object.values(snapshot.facts.source)
      .filter(({ schema }) => schema !== "")
      .toSorted(byId),
    ({ schema, identifier }) => relationKey(schema, identifier),
  );
  const edges = { readers, sources };
  known.set(snapshot, edges);
  return edges;
}

/** Warehouses fold case each in its own way; one table too many is a question, one too few a silence. */
export const relationKey = (schema: string, name: string): string =>
  JSON.stringify([schema.toLowerCase(), name.toLowerCase()]);
