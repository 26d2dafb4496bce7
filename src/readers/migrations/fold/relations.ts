import type { ActOf, ColumnShape, ConstraintShape } from "../../../sql/act.ts";
import { settle } from "./constraints.ts";
import { ownType, spelt, typeSubject } from "./own-type.ts";
import { attachNew } from "./partitions.ts";
import type { ColumnState, Relation } from "./state.ts";
import { type Step, type Target, emit, placeOf, relationOf, target } from "./step.ts";

export function createRelation(act: ActOf<"create-relation">, step: Step): void {
  const temporary = act.temporary;
  const schema = temporary ? "pg_temp" : (act.relation.schema ?? step.path[0] ?? "public");
  const on = target(step, { schema, name: act.relation.name }, act.kind);
  const copies = act.copies.map((name) => target(step, name).subject);
  const moot = act.lenient === true && on.relation !== undefined;
  const born = act.replace || moot ? (on.relation?.born ?? step.migration) : step.migration;
  // A view may have been there before this history if all that is said is OR REPLACE, but then nothing tells.
  const skips = moot ? { skips: skipped(act, on.relation, step) } : {};
  const unlogged = act.unlogged === true ? { unlogged: true as const } : {};
  emit(step, act, { on, moot, born }, { action: "relation-created", temporary, copies, ...unlogged, ...skips });
  if (moot) return;
  const parents = act.parents.map((name) => target(step, name).relation);
  const sources = [...act.like.map((name) => target(step, name).relation), ...parents];
  const columns = new Map<string, ColumnState>();
  for (const source of sources)
    for (const [name, column] of source?.columns ?? []) columns.set(name, { ...column, born: step.migration });
  for (const name of act.outputs) columns.set(name, { born: step.migration });
  for (const column of act.columns)
    columns.set(column.name, columnState({ ...column, type: ownType(column.type, step) }, step.migration));
  let made: Relation = {
    id: `${step.statement} ${schema}.${act.relation.name}`,
    parents: parents.flatMap((parent) => parent?.id ?? []),
    reads: act.reads.flatMap((name) => target(step, name).relation?.id ?? []),
    schema,
    name: act.relation.name,
    kind: act.kind,
    born,
    place: placeOf(step, act),
    temporary,
    partial: act.partial || sources.some((source) => source === undefined || source.partial),
    columns,
    constraints: new Map(),
    indexes: new Map(),
    ...(act.partitioned === true ? { partitioned: true } : {}),
    ...(act.fallback === true ? { fallback: true } : {}),
  };
  for (const constraint of [...act.columns.flatMap((c) => c.constraints), ...act.constraints])
    made = settle(step, made, atBirth(constraint));
  step.state.put(made);
  attachNew(act, made, step);
}

/** Columns that IF NOT EXISTS promises and that the table there does not have so. */
function skipped(act: ActOf<"create-relation">, there: Relation | undefined, step: Step): readonly string[] {
  if (there === undefined) return [];
  const whole = step.state.isWhole(there);
  return act.columns.flatMap(({ name, type }) => {
    const column = there.columns.get(name);
    if (column === undefined) return whole ? [name] : [];
    const wanted = ownType(type, step);
    return column.type === undefined || column.type === wanted ? [] : [`${name} ${wanted} (it is ${column.type})`];
  });
}

const atBirth = (constraint: ConstraintShape): ConstraintShape => ({ ...constraint, valid: true });

export const columnState = (column: ColumnShape, born: string): ColumnState => ({
  type: column.type,
  nullable: column.nullable,
  hasDefault: column.default !== "none",
  ...(column.default === "identity" ? { counted: true } : {}),
  born,
});

export function dropRelation(act: ActOf<"drop-relation">, step: Step): void {
  const on = target(step, act.relation, act.kind);
  const moot = (act.lenient === true && on.gone) || (act.ifKnown === true && on.relation === undefined);
  emit(step, act, { on, moot }, { action: "relation-dropped", cascade: act.cascade, view: act.kind !== "table" });
  if (moot) return;
  const relation = relationOf(step, on, act);
  if (act.cascade) step.state.removeWithDependents(relation);
  else step.state.remove(relation);
}

export function renameRelation(act: ActOf<"rename-relation" | "move-relation">, step: Step): void {
  const on = target(step, act.relation, act.kind);
  const [schema, name] = act.do === "rename-relation" ? [on.schema, act.to] : [act.schema, on.name];
  const moot = act.lenient === true && on.gone;
  const to = [on.subject[0], schema, name] as const;
  emit(step, act, { on, moot }, { action: "relation-renamed", to, view: on.subject[0] === "view" });
  if (act.do === "rename-relation" && act.swaps === true) return swap(act, on, step);
  if (!moot) move(step, relationOf(step, on, act), schema, name);
}

function swap(act: ActOf<"rename-relation">, on: Target, step: Step): void {
  const other = target(step, { schema: on.schema, name: act.to }, act.kind);
  emit(step, act, { on: other }, { action: "relation-renamed", to: on.subject, view: false });
  const [one, two] = [relationOf(step, on, act), relationOf(step, other, act)];
  step.state.remove(one);
  step.state.remove(two);
  step.state.put({ ...one, name: two.name });
  step.state.put({ ...two, name: one.name });
}

export function move(step: Step, relation: Relation, schema: string, name: string): void {
  step.state.remove(relation);
  step.state.put({ ...relation, schema, name });
}

export function planAlter(act: ActOf<"plan-alter">, step: Step): void {
  const { algorithm, lock, settings, placed, unchecked } = act;
  const asked = { ...(algorithm === undefined ? {} : { algorithm }), ...(lock === undefined ? {} : { lock }) };
  emit(
    step,
    act,
    { on: target(step, act.relation) },
    { action: "alter-planned", ...asked, settings, placed, unchecked },
  );
}

export function other(act: ActOf<"other">, step: Step): void {
  const { about, node, relation: name } = act;
  const told = { action: "other", node, ...(act.detail === undefined ? {} : { detail: act.detail }) } as const;
  if (about === "table" || about === "view") {
    const on = target(step, name, about);
    emit(step, act, { on }, told);
    return;
  }
  const names = name.schema === undefined ? [name.name] : [name.schema, name.name];
  const subject = about === "type" ? typeSubject(act, step) : ([about, ...names] as const);
  const born = about === "type" ? step.state.types.get(spelt(act, step, name.name))?.born : undefined;
  emit(step, act, { on: { subject }, born }, told);
}
