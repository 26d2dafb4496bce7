import type { Model, Semantic } from "../model/dbt.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { edgesOf, relationKey } from "./edges.ts";
import { hardCodedReaders, hardCodedReadersOfModel, type HardCoded } from "./hard-coded.ts";
import { outputOf } from "./output-of.ts";
import { thingOf, type Spot, type Step, type Steps } from "./spot.ts";
import { handedOn } from "./through-semantic.ts";
import { whyByName } from "./unread.ts";
import { waysThrough } from "./ways-through.ts";

/** Who reads a spot: of a column, those who use it, under the names by which they hand it on. */
export function stepsDown(snapshot: Snapshot, spot: Spot): Steps {
  const { id, column } = spot;
  const here = column === undefined ? {} : { column };
  const only = column === undefined ? undefined : new Set([column]);
  const { readers, sources } = edgesOf(snapshot);
  const thing = thingOf(snapshot, id);
  if (thing?.kind === "table") {
    const [, schema = "", name = ""] = thing.subject;
    const stand = sources.get(relationKey(schema, name)) ?? [];
    const sourced = stand.map((source): Step => ({ to: { id: source.id, ...here }, how: "relation" }));
    const beside = hardCodedReaders(snapshot, schema, name, only).flatMap(hardCodedSteps);
    return { steps: [...sourced, ...beside], unknown: [] };
  }
  const steps = (readers.get(id) ?? []).flatMap((reader): readonly Step[] => {
    if (column === undefined || reader.kind === "exposure") return [{ to: { id: reader.id }, how: "relation" }];
    if (reader.kind === "semantic") return throughSemantic(reader, column);
    return throughModel(snapshot, reader, id, column);
  });
  const beside = thing?.kind === "model" ? hardCodedReadersOfModel(snapshot, thing, only) : [];
  return { steps: [...steps, ...beside.flatMap(hardCodedSteps)], unknown: [] };
}

function hardCodedSteps({ model: { id }, passes, star, doubt }: HardCoded): readonly Step[] {
  const as = (how: Step["how"]): Pick<Step, "how" | "why"> =>
    doubt === undefined ? { how } : { how: "unknown", why: doubt };
  if (passes === undefined) return [{ to: { id }, ...as("relation") }];
  if (passes.size === 0) return [{ to: { id }, ...as("condition") }];
  return [...passes].map((column) => ({ to: { id, column }, ...as(star ? "star" : "value") }));
}

function throughModel(snapshot: Snapshot, model: Model, from: string, column: string): readonly Step[] {
  const names = new Set([column]);
  const ways = waysThrough(snapshot, model, from, names);
  if (ways === undefined) return byName(snapshot, model, column);
  const named = new Set(outputOf(snapshot, model.id)?.columns.map(({ key }) => key.replaceAll('"', "").toLowerCase()));
  if (ways.passes.size > 0)
    return [...ways.passes].map((name) => ({
      to: { id: model.id, column: name },
      how: named.has(name) ? "value" : "star",
    }));
  return ways.used ? [{ to: { id: model.id }, how: "condition" }] : [];
}

/** A model whose SQL cannot be followed for sure: where the name stands in its text, it is followed; else nobody knows. */
function byName(snapshot: Snapshot, model: Model, column: string): readonly Step[] {
  const output = outputOf(snapshot, model.id);
  const why = whyByName(snapshot, model);
  const { renames = {} } = model;
  const aliases = Object.hasOwn(renames, column) ? (renames[column] ?? []) : [];
  if (model.words.includes(column))
    return [...new Set([column, ...aliases])].map((name) => ({ to: { id: model.id, column: name }, how: "name", why }));
  if (model.star) return [{ to: { id: model.id, column }, how: "unknown", why }];
  return output === undefined ? [{ to: { id: model.id }, how: "unknown", why }] : [];
}

function throughSemantic(semantic: Semantic, column: string): readonly Step[] {
  const handed = handedOn(semantic, new Set([column]));
  if (handed === undefined) return [];
  if (handed.size === 0) return [{ to: { id: semantic.id }, how: "value" }];
  return [...handed].map((name) => ({ to: { id: semantic.id, column: name }, how: "value" }));
}
