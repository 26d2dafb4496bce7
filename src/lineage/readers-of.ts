import type { Exposure, Model, Semantic, Source } from "../model/dbt.ts";
import { SEMANTIC, type Consumer } from "../model/consumer.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Subject } from "../model/subject.ts";
import { edgesOf, relationKey } from "./edges.ts";
import { hardCodedReaders, hardCodedReadersOfModel, type HardCoded } from "./hard-coded.ts";
import { outputOf } from "./output-of.ts";
import { handedOn } from "./through-semantic.ts";
import { whyByName } from "./unread.ts";
import { waysThrough } from "./ways-through.ts";

/** Somebody on the way down, with the names under which the column arrives; no names means the whole relation. */
interface Step {
  readonly fact: Model | Source | Exposure | Semantic | { readonly kind: "start"; readonly id: string };
  readonly names: ReadonlySet<string> | undefined;
  readonly via: readonly string[];
  /** The id that the names are columns of. */
  readonly from?: string;
  /** The names are those under which the column leaves again. */
  readonly settled?: true;
  /** Why the way up to here is not sure. */
  readonly doubt?: string;
}

/** What is handed on to whoever reads somebody on the way. */
interface Handed {
  /** No names means everything. */
  readonly names: ReadonlySet<string> | undefined;
  readonly doubt?: string;
}

/**
 * Who reads a table or a dbt model, or one column of it, nearest first: sources of the same relation, models, exposures.
 *
 * A column is followed through the SQL of models, from relation to relation. Where a model's SQL cannot be read, or leaves a
 * name open, it is followed **by name**: the model counts where its SQL has the column's name, or
 * selects `*`, a semantic model or metric where it is made of the name; below it the search goes on under that name and the aliases that the SQL gives it (`legacy_code as code`). So a
 * namesake from another table counts too, and a name that Jinja puts together does not. An exposure counts where it
 * depends on a model that was reached: it does not say which columns it shows. A model that names the relation without `source` reads it too.
 */
export function readersOf(snapshot: Snapshot, subject: Subject): readonly Consumer[] {
  const { readers } = edgesOf(snapshot);
  const seen = { sure: new Map<string, Set<string>>(), doubted: new Map<string, Set<string>>() };
  const found = new Map<string, Consumer>();
  const queue: Step[] = [...startsAt(snapshot, subject)];
  for (const step of queue) {
    const { fact, via } = step;
    const handed = step.settled === true ? step : passing(step, snapshot);
    if (handed === "nothing") continue;
    const { names } = handed;
    const doubt = step.doubt ?? handed.doubt;
    // What is reached for sure is not asked again for a way that is not.
    const known = doubt === undefined ? [seen.sure] : [seen.sure, seen.doubted];
    const isKnown = (name: string): boolean => known.some((one) => one.get(fact.id)?.has(name) === true);
    const before = known.some((one) => one.has(fact.id));
    const fresh = !before || (names !== undefined && [...names].some((name) => !isKnown(name)));
    if (!fresh) continue;
    const own = doubt === undefined ? seen.sure : seen.doubted;
    own.set(fact.id, new Set([...(own.get(fact.id) ?? []), ...(names ?? [])]));
    const doubted = found.get(fact.id)?.doubt !== undefined && doubt === undefined;
    if (fact.kind !== "start" && (!found.has(fact.id) || doubted)) found.set(fact.id, consumer(fact, via, doubt));
    const chain = fact.kind === "start" ? via : [...via, fact.id];
    for (const next of readers.get(fact.id) ?? [])
      queue.push({ fact: next, names, via: chain, from: fact.id, ...(doubt !== undefined && { doubt }) });
    queue.push(...beside(snapshot, fact, { names, ...(doubt !== undefined && { doubt }) }, chain));
  }
  return [...found.values()].filter((one) => one.kind !== "source" || counts(snapshot, one, subject, found));
}

function startsAt(snapshot: Snapshot, [kind, ...path]: Subject): readonly Step[] {
  const [first = "", second = "", column] = path;
  const names = column === undefined ? undefined : new Set([column.toLowerCase()]);
  if (kind === "table" || kind === "view") {
    const sources = edgesOf(snapshot).sources.get(relationKey(first, second)) ?? [];
    const named = hardCodedReaders(snapshot, first, second, names);
    return [...sources.map((fact): Step => ({ fact, names, via: [] })), ...named.map((one) => settled(one))];
  }
  const id = `model.${first}.${second}`;
  if (kind !== "model") return [];
  return [{ fact: { kind: "start", id }, names, via: [] }];
}

/** Who names the relation of a model on the way without `ref`. */
function beside(
  snapshot: Snapshot,
  { id }: Step["fact"],
  { names, doubt }: Handed,
  via: readonly string[],
): readonly Step[] {
  const model = snapshot.facts.model[id];
  if (model === undefined || names?.size === 0) return [];
  return hardCodedReadersOfModel(snapshot, model, names).map((one) => settled(one, via, doubt));
}

const settled = ({ model, passes, doubt }: HardCoded, via: readonly string[] = [], before?: string): Step => {
  const why = before ?? doubt;
  return { fact: model, names: passes, via, settled: true, ...(why !== undefined && { doubt: why }) };
};

/** The names under which a column leaves again; "nothing" ends the way. */
function passing({ fact, names, from }: Step, snapshot: Snapshot): Handed | "nothing" {
  if (names === undefined || (fact.kind !== "model" && fact.kind !== "semantic")) return { names };
  if (fact.kind === "semantic") {
    const handed = handedOn(fact, names);
    return handed === undefined ? "nothing" : { names: handed };
  }
  const ways = from === undefined ? undefined : waysThrough(snapshot, fact, from, names);
  if (ways !== undefined) return ways.used || ways.passes.size > 0 ? { names: ways.passes } : "nothing";
  const words = new Set(fact.words);
  const used = [...names].filter((name) => words.has(name));
  if (used.length === 0 && !fact.star) return "nothing";
  const kept = fact.star ? [...names] : used;
  const { renames = {} } = fact;
  const passes = new Set([
    ...kept,
    ...used.flatMap((name) => (Object.hasOwn(renames, name) ? (renames[name] ?? []) : [])),
  ]);
  // A name that nobody gives any more is the one that left.
  const { missing = [] } = outputOf(snapshot, fact.id) ?? {};
  return used.some((name) => missing.includes(name))
    ? { names: passes }
    : { names: passes, doubt: whyByName(snapshot, fact) };
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

function consumer(
  fact: Model | Source | Exposure | Semantic,
  via: readonly string[],
  doubt: string | undefined,
): Consumer {
  const { id, place } = fact;
  const owner = fact.kind === "source" || fact.owner === undefined ? {} : { owner: fact.owner };
  return { id, ...titled(fact), place, via, ...owner, ...(doubt !== undefined && { doubt }) };
}

function titled(fact: Model | Source | Exposure | Semantic): Pick<Consumer, "kind" | "name"> {
  switch (fact.kind) {
    case "source":
      return { kind: "source", name: fact.subject.slice(2).join(".") };
    case "semantic":
      return { kind: SEMANTIC[fact.resource], name: fact.label };
    case "exposure":
      return { kind: "exposure", name: fact.label };
    default:
      return { kind: fact.resource, name: fact.name };
  }
}
