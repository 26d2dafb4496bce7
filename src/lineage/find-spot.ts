import { gives, plainName } from "../model/model-output.ts";
import { nearest } from "../model/nearest.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { spell } from "../model/subject.ts";
import { relationKey } from "./edges.ts";
import { outputOf } from "./output-of.ts";
import { columnsAt, tableId, tablesOf, thingOf, type Spot } from "./spot.ts";

/** What a person meant, or why it cannot be told; `several` are the names that would tell. */
export type Found =
  | { readonly spot: Spot }
  | { readonly missing: "name" | "column"; readonly in?: string; readonly meant?: string }
  | { readonly several: readonly string[] };

/** `MODEL`, `MODEL.COLUMN`, `schema.table.column`, an id, an exposure: in any case, with or without quotes. */
export function findSpot(snapshot: Snapshot, asked: string): Found {
  const names = namesOf(snapshot);
  const wanted = plainName(asked);
  const whole = ranked(snapshot, names.get(wanted) ?? []);
  if (whole.length === 1) return { spot: { id: whole[0] ?? "" } };
  if (whole.length > 1) return { several: whole };

  const dot = wanted.lastIndexOf(".");
  const column = wanted.slice(dot + 1);
  const named = dot < 0 ? [] : (names.get(wanted.slice(0, dot)) ?? []);
  const owners = named.filter((id) => !hasTable(snapshot, id, named));
  if (owners.length === 0) {
    const meant = nearest(wanted, names.keys()) ?? (dot < 0 ? undefined : nearest(wanted.slice(0, dot), names.keys()));
    return { missing: "name", ...(meant !== undefined && { meant }) };
  }
  const having = ranked(
    snapshot,
    owners.filter((id) => hasColumn(snapshot, id, column) !== false),
  );
  if (having.length === 1) return { spot: { id: having[0] ?? "", column } };
  if (having.length > 1) return { several: having.map((id) => `${id}.${column}`) };
  const meant = nearest(
    column,
    owners.flatMap((id) => columnsAt(snapshot, id)),
  );
  return { missing: "column", in: wanted.slice(0, dot), ...(meant !== undefined && { meant }) };
}

/** Every name under which something may be asked for, in lower case, with the ids that it may mean. */
function namesOf(snapshot: Snapshot): ReadonlyMap<string, readonly string[]> {
  const { facts } = snapshot;
  const names = new Map<string, string[]>();
  const put = (id: string, ...all: readonly string[]): void => {
    for (const name of new Set([id, ...all].map(plainName))) names.set(name, [...(names.get(name) ?? []), id]);
  };
  for (const table of Object.values(facts.table)) put(tableId(table), spell(table.subject), table.subject.at(-1) ?? "");
  for (const { id, schema, identifier, subject } of Object.values(facts.source))
    put(id, subject.slice(2).join("."), subject.at(-1) ?? "", `${schema}.${identifier}`);
  for (const { id, name, subject, latest } of Object.values(facts.model))
    put(id, subject.slice(2).join("."), subject.slice(1).join("."), ...(latest === false ? [] : [name]));
  for (const { id, label, subject } of Object.values(facts.exposure)) put(id, label, subject.slice(2).join("."));
  for (const { id, name, label } of Object.values(facts.semantic)) put(id, name, label);
  return names;
}

/** Relations come before those who read them. */
function ranked(snapshot: Snapshot, ids: readonly string[]): readonly string[] {
  const kinds = Map.groupBy(ids, (id): number => {
    const kind = thingOf(snapshot, id)?.kind;
    if (kind === "source") return hasTable(snapshot, id, ids) ? 3 : 1;
    return kind === "table" || kind === "model" ? 0 : 2;
  });
  return kinds.get(0) ?? kinds.get(1) ?? kinds.get(2) ?? [];
}

/** A source that stands for a table among the others: the table is meant. */
function hasTable(snapshot: Snapshot, id: string, ids: readonly string[]): boolean {
  const source = snapshot.facts.source[id];
  if (source === undefined || source.schema === "") return false;
  const table = tablesOf(snapshot).byRelation.get(relationKey(source.schema, source.identifier));
  return table !== undefined && ids.includes(tableId(table));
}

/** Is the column there? `undefined` where nobody can say. */
function hasColumn(snapshot: Snapshot, id: string, column: string): boolean | undefined {
  const thing = thingOf(snapshot, id);
  const listed = columnsAt(snapshot, id).some((name) => plainName(name) === column);
  if (listed) return true;
  if (thing?.kind === "table") return thing.whole ? false : undefined;
  if (thing?.kind === "source") return undefined;
  if (thing?.kind !== "model") return false;
  const output = outputOf(snapshot, id);
  return output === undefined ? undefined : gives(output, column);
}
