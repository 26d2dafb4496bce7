import type { Exposure, Model, Semantic, Source } from "../model/dbt.ts";
import { SEMANTIC } from "../model/consumer.ts";
import type { LineageHow, LineageNode } from "../model/lineage.ts";
import { plainName } from "../model/model-output.ts";
import { oncePer } from "../model/once-per.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { spell } from "../model/subject.ts";
import type { Table } from "../model/table.ts";
import { relationKey } from "./edges.ts";
import { outputOf } from "./output-of.ts";

/** A fact's id and, for one column of it, the column's plain name. */
export interface Spot {
  readonly id: string;
  readonly column?: string;
}

/** One step from a spot to its neighbour. */
export interface Step {
  readonly to: Spot;
  readonly how: LineageHow;
  readonly why?: string;
}

/** The neighbours of a spot in one direction, and what stays open. */
export interface Steps {
  readonly steps: readonly Step[];
  readonly unknown: readonly string[];
}

type Thing = Table | Source | Model | Exposure | Semantic;

/** Tables and views as the migrations leave them, by id and by relation. */
export const tablesOf = oncePer(({ facts }: Snapshot) => {
  const tables = Object.values(facts.table);
  return {
    byId: new Map(tables.map((table) => [tableId(table), table])),
    byRelation: new Map(
      tables.map((table) => [relationKey(table.subject[1] ?? "", table.subject[2] ?? ""), table] as const),
    ),
  };
});

export const tableId = ({ subject }: Table): string => `table.${spell(subject)}`;

export function thingOf(snapshot: Snapshot, id: string): Thing | undefined {
  const { facts } = snapshot;
  return (
    facts.model[id] ?? facts.source[id] ?? facts.exposure[id] ?? facts.semantic[id] ?? tablesOf(snapshot).byId.get(id)
  );
}

export const keyOf = ({ id, column }: Spot): string => (column === undefined ? id : `${id}#${column}`);

/** The node of a spot; undefined where no fact has the id. */
export function nodeOf(snapshot: Snapshot, spot: Spot): LineageNode | undefined {
  const thing = thingOf(snapshot, spot.id);
  if (thing === undefined) return undefined;
  const column = spot.column === undefined ? {} : { column: spot.column };
  const owner = "owner" in thing && thing.owner !== undefined ? { owner: thing.owner } : {};
  return {
    key: keyOf(spot),
    id: spot.id,
    ...nameOf(thing),
    ...column,
    ...owner,
    place: placeOf(snapshot, spot, thing),
  };
}

function nameOf(thing: Thing): Pick<LineageNode, "kind" | "name"> {
  switch (thing.kind) {
    case "table":
      return { kind: thing.relation === "table" ? "table" : "view", name: spell(thing.subject) };
    case "source":
      return { kind: "source", name: thing.subject.slice(2).join(".") };
    case "model":
      return { kind: thing.resource, name: thing.subject.slice(2).join(".") };
    case "exposure":
      return { kind: "exposure", name: thing.label };
    default:
      return { kind: SEMANTIC[thing.resource], name: thing.name };
  }
}

/** The columns of a spot's relation, as they are written: of a model by its SQL, else what is documented. */
export function columnsAt(snapshot: Snapshot, id: string): readonly string[] {
  const thing = thingOf(snapshot, id);
  if (thing?.kind === "table") return Object.keys(thing.columns);
  if (thing?.kind === "source")
    return (thing.columns.length > 0 ? thing.columns : (thing.known ?? [])).map(({ name }) => name);
  if (thing?.kind === "semantic") return thing.parts.map(({ name }) => name);
  if (thing?.kind !== "model") return [];
  const output = outputOf(snapshot, id);
  return (output ?? thing).columns.map(({ name }) => name).filter((name) => name !== "");
}

function placeOf(snapshot: Snapshot, { id, column }: Spot, thing: Thing): LineageNode["place"] {
  if (column === undefined || thing.kind === "table" || thing.kind === "exposure") return thing.place;
  if (thing.kind === "semantic")
    return thing.parts.find(({ name }) => name.toLowerCase() === column)?.place ?? thing.place;
  if (thing.kind === "model") {
    const line = outputOf(snapshot, id)?.columns.find(({ key }) => plainName(key) === column)?.line;
    if (line !== undefined) return { path: thing.path, line };
  }
  return thing.columns.find(({ name }) => plainName(name) === column)?.place ?? thing.place;
}
