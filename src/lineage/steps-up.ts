import type { Model, Source } from "../model/dbt.ts";
import { gives, plainName, type ColumnOf, type ModelOutput } from "../model/model-output.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { relationKey } from "./edges.ts";
import { outputOf } from "./output-of.ts";
import { modelNamed, namedRelation } from "./hard-coded.ts";
import { columnsAt, tableId, tablesOf, thingOf, type Spot, type Step, type Steps } from "./spot.ts";
import { semanticStepsUp } from "./through-semantic.ts";
import { whyUnread } from "./unread.ts";

const NONE: Steps = { steps: [], unknown: [] };

/** What a spot comes from: of a column the columns that its value is made of, of a relation or a reader what it reads. */
export function stepsUp(snapshot: Snapshot, { id, column }: Spot): Steps {
  const thing = thingOf(snapshot, id);
  if (thing === undefined || thing.kind === "table") return NONE;
  if (thing.kind === "source") return ofSource(snapshot, thing, column);
  if (thing.kind === "model" && column !== undefined) return ofColumn(snapshot, thing, column);
  if (thing.kind === "semantic") return semanticStepsUp(snapshot, thing, column);
  const steps = thing.reads.map((read): Step => ({ to: { id: read }, how: "relation" }));
  if (thing.kind !== "model" || thing.header !== undefined) return { steps, unknown: [] };
  const output = outputOf(snapshot, id);
  if (output === undefined) return { steps, unknown: [`it may read more: ${whyUnread(snapshot, thing)}`] };
  const relations = new Set((output.outside ?? []).map((one) => one.id));
  const beside = [...relations].map((relation) => beyond(snapshot, relation, thing, undefined));
  return {
    steps: [...steps, ...beside.flatMap((one) => ("step" in one ? [one.step] : []))],
    unknown: beside.flatMap((one) => ("stranger" in one ? [one.stranger] : [])),
  };
}

function ofSource(snapshot: Snapshot, { schema, identifier }: Source, column: string | undefined): Steps {
  const table = schema === "" ? undefined : tablesOf(snapshot).byRelation.get(relationKey(schema, identifier));
  if (table === undefined) return NONE;
  const id = tableId(table);
  if (column === undefined) return { steps: [{ to: { id }, how: "relation" }], unknown: [] };
  const known = Object.keys(table.columns).some((name) => plainName(name) === column);
  return known
    ? { steps: [{ to: { id, column }, how: "relation" }], unknown: [] }
    : { steps: [], unknown: [`no migration of this repository makes this column of ${id.slice(6)}`] };
}

function ofColumn(snapshot: Snapshot, model: Model, column: string): Steps {
  const output = outputOf(snapshot, model.id);
  if (output === undefined) return byName(snapshot, model, column);
  const unknown = output.sure ? [] : ["a name in its SQL could not be led to one relation: there may be more"];
  const found = output.columns.filter(({ key }) => plainName(key) === column);
  if (found.length > 0) {
    const made = found.flatMap((one) => one.made);
    const steps = made.map(({ id, column: of }): Step => ({ to: { id, column: plainName(of) }, how: "value" }));
    const beside = ofOutside(
      snapshot,
      model,
      found.flatMap(({ outside = [] }) => outside),
    );
    return { steps: [...steps, ...beside.steps], unknown: [...beside.unknown, ...unknown] };
  }
  const stars = throughStars(output, column);
  if (stars.length === 0) return { steps: [], unknown: ["its SQL gives no column of this name"] };
  const sure = stars.length === 1;
  const steps = stars.flatMap(({ through }) =>
    through.map((id): Step => {
      const to = { id, column };
      return sure ? { to, how: "star" } : { to, how: "unknown", why: "one of several `*` brings it" };
    }),
  );
  const open = stars.filter(({ through }) => through.length === 0);
  return {
    steps,
    unknown: [
      ...open.map(
        ({ of }) => `it comes with all columns of ${thingOf(snapshot, of) === undefined ? stranger(of, model) : of}`,
      ),
      ...unknown,
    ],
  };
}

/** Columns of relations that no `ref` or `source` names: those of a migration's table or of a model, else a stranger's. */
function ofOutside(snapshot: Snapshot, model: Model, outside: readonly ColumnOf[]): Steps {
  const found = outside.map(({ id, column }) => beyond(snapshot, id, model, plainName(column)));
  return {
    steps: found.flatMap((one) => ("step" in one ? [one.step] : [])),
    unknown: found.flatMap((one) => ("stranger" in one ? [one.stranger] : [])),
  };
}

function beyond(
  snapshot: Snapshot,
  relation: string,
  reader: Model,
  column: string | undefined,
): { readonly step: Step } | { readonly stranger: string } {
  const of = column === undefined ? {} : { column };
  const table = tableNamed(snapshot, relation);
  if (table !== undefined)
    return { step: { to: { id: table, ...of }, how: column === undefined ? "relation" : "value" } };
  const model = modelNamed(snapshot, relation, reader);
  if (model !== undefined) {
    const { id, doubt } = model;
    const to = { id, ...of };
    if (doubt !== undefined) return { step: { to, how: "unknown", why: doubt } };
    return { step: { to, how: column === undefined ? "relation" : "value" } };
  }
  return { stranger: `${column === undefined ? "" : `${column} of `}${stranger(relation, reader)}` };
}

/** A relation that no fact of ours is, as people may be told of it. */
function stranger(relation: string, { query }: Model): string {
  const hole = Object.entries(query?.holes ?? {}).find(([key]) => relation.includes(key));
  if (hole !== undefined) return `what only a run knows (${hole[1]})`;
  return relation === "?" || relation.includes("(")
    ? "what a function gives"
    : `${relation}, which its SQL names without ref or source`;
}

function tableNamed(snapshot: Snapshot, text: string): string | undefined {
  const named = namedRelation(text);
  const table = named && tablesOf(snapshot).byRelation.get(relationKey(named.schema, named.name));
  return table === undefined ? undefined : tableId(table);
}

const throughStars = ({ stars }: ModelOutput, column: string): ModelOutput["stars"] =>
  stars.filter(({ except }) => !except.some((one) => plainName(one) === column));

/** Of a model whose SQL cannot be followed, what it reads; the column is there under its own name, or nobody knows. */
function byName(snapshot: Snapshot, model: Model, column: string): Steps {
  if (model.header !== undefined) return NONE;
  const why = whyUnread(snapshot, model);
  const steps = model.reads.map((id): Step => {
    const output = outputOf(snapshot, id);
    const has = output === undefined ? undefined : gives(output, column);
    const named = has ?? (columnsAt(snapshot, id).some((name) => plainName(name) === column) ? true : undefined);
    return named === true ? { to: { id, column }, how: "name", why } : { to: { id }, how: "unknown", why };
  });
  return { steps, unknown: steps.length === 0 ? [why] : [] };
}
