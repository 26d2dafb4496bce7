import type { Exposure, Model, Semantic, Source } from "../model/dbt.ts";
import type { Consumer } from "../model/consumer.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Subject } from "../model/subject.ts";
import { edgesOf, relationKey } from "./edges.ts";
import { waysThrough } from "./ways-through.ts";

/** Somebody on the way down, with the names under which the column arrives; no names means the whole relation. */
interface Step {
  readonly fact: Model | Source | Exposure | Semantic | { readonly kind: "start"; readonly id: string };
  readonly names: ReadonlySet<string> | undefined;
  readonly via: readonly string[];
  /** The id that the names are columns of. */
  readonly from?: string;
}

/**
 * Who reads a table or a dbt model, or one column of it, nearest first: sources of the same relation, models, exposures.
 *
 * A column is followed through the SQL of models, from relation to relation. Where a model's SQL cannot be read, or leaves a
 * name open, it is followed **by name**: the model counts where its SQL has the column's name, or
 * selects `*`, a semantic model or metric where it is made of the name; below it the search goes on under that name and the aliases that the SQL gives it (`legacy_code as code`). So a
 * namesake from another table counts too, and a name that Jinja puts together does not. An exposure counts where it
 * depends on a model that was reached: it does not say which columns it shows.
 */
export function readersOf(snapshot: Snapshot, subject: Subject): readonly Consumer[] {
  const { readers } = edgesOf(snapshot);
  const seen = new Map<string, Set<string>>();
  const found = new Map<string, Consumer>();
  const queue: Step[] = [...startsAt(snapshot, subject)];
  for (const { fact, names, via, from } of queue) {
    const passes = passing(fact, names, from, snapshot);
    if (passes === "nothing") continue;
    const before = seen.get(fact.id);
    const fresh = before === undefined || (passes !== undefined && [...passes].some((name) => !before.has(name)));
    if (!fresh) continue;
    seen.set(fact.id, new Set([...(before ?? []), ...(passes ?? [])]));
    if (fact.kind !== "start" && !found.has(fact.id)) found.set(fact.id, consumer(fact, via));
    const chain = fact.kind === "start" ? via : [...via, fact.id];
    for (const next of readers.get(fact.id) ?? []) queue.push({ fact: next, names: passes, via: chain, from: fact.id });
  }
  return [...found.values()].filter((one) => one.kind !== "source" || counts(snapshot, one, subject, found));
}

function startsAt(snapshot: Snapshot, [kind, ...path]: Subject): readonly Step[] {
  const [first = "", second = "", column] = path;
  const names = column === undefined ? undefined : new Set([column.toLowerCase()]);
  if (kind === "table" || kind === "view") {
    const sources = edgesOf(snapshot).sources.get(relationKey(first, second)) ?? [];
    return sources.map((fact) => ({ fact, names, via: [] }));
  }
  return kind === "model" ? [{ fact: { kind: "start", id: `model.${first}.${second}` }, names, via: [] }] : [];
}

/** The names under which a column leaves again; undefined follows everything, "nothing" ends the way. */
function passing(
  fact: Step["fact"],
  names: Step["names"],
  from: string | undefined,
  snapshot: Snapshot,
): ReadonlySet<string> | undefined | "nothing" {
  if (names === undefined || (fact.kind !== "model" && fact.kind !== "semantic")) return names;
  const ways = fact.kind === "model" && from !== undefined ? waysThrough(snapshot, fact, from, names) : undefined;
  if (ways !== undefined) return ways.used || ways.passes.size > 0 ? ways.passes : "nothing";
  const star = fact.kind === "model" && fact.star;
  const words = new Set(fact.words);
  const used = [...names].filter((name) => words.has(name));
  if (used.length === 0 && !star) return "nothing";
  const kept = star ? [...names] : used;
  const { renames = {} } = fact;
  return new Set([...kept, ...used.flatMap((name) => (Object.hasOwn(renames, name) ? (renames[name] ?? []) : []))]);
}

/** A source reads a column only where it documents it or somebody behind it uses it. */
function counts(
  { facts }: Snapshot,
  { id }: Consumer,
  [, , , column]: Subject,
  found: ReadonlyMap<string, Consumer>,
): boolean {
  if (column === undefined) return true;
  const documented = facts.source[id]?.columns.some(({ name }) => name.toLowerCase() === column.toLowerCase());
  return documented === true || [...found.values()].some(({ via }) => via.includes(id));
}

export const SEMANTIC = { semantic_model: "semantic model", metric: "metric", saved_query: "saved query" } as const;

function consumer(fact: Model | Source | Exposure | Semantic, via: readonly string[]): Consumer {
  const { id, place } = fact;
  if (fact.kind === "source") return { id, kind: "source", name: fact.subject.slice(2).join("."), place, via };
  const owner = fact.owner === undefined ? {} : { owner: fact.owner };
  if (fact.kind === "semantic") return { id, kind: SEMANTIC[fact.resource], name: fact.label, place, via, ...owner };
  return fact.kind === "exposure"
    ? { id, kind: "exposure", name: fact.label, place, via, ...owner }
    : { id, kind: fact.resource, name: fact.name, place, via, ...owner };
}
