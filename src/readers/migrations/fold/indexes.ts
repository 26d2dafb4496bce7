import type { ActOf } from "../../../sql/act.ts";
import { indexName } from "./choose-name.ts";
import { withoutIndex } from "./constraints.ts";
import { type Relation, withIndex } from "./state.ts";
import { type Step, emit, relationOf, target } from "./step.ts";

export function buildIndex(act: ActOf<"build-index">, step: Step): void {
  const on = target(step, act.relation);
  const isTaken = (name: string): boolean => step.state.indexed(on.schema, name) !== undefined;
  const name = act.name ?? indexName(on.name, act.columns, isTaken);
  const moot = act.lenient === true && isTaken(name);
  const { concurrently, unique, plain, keys: columns } = act;
  emit(
    step,
    act,
    { on, moot, subject: ["index", on.schema, name] },
    { action: "index-built", name, concurrently, unique, columns, plain },
  );
  if (!moot) step.state.put(withIndex(relationOf(step, on, act), name, act.uses));
}

/** DROP INDEX and RENAME name the index alone: which table it is on, the history tells. */
export function changeIndex(act: ActOf<"drop-index" | "rename-index">, step: Step): void {
  const table = act.on === undefined ? undefined : target(step, act.on);
  const schema = table?.schema ?? step.state.schemaOf(act.relation, step.path);
  const relation = table === undefined ? step.state.indexed(schema, act.relation.name) : table.relation;
  const subject = ["index", schema, act.relation.name] as const;
  const on =
    table ?? (relation === undefined ? { subject } : target(step, { schema: relation.schema, name: relation.name }));
  const moot = act.lenient === true && relation === undefined && step.state.isGone(schema, act.relation.name);
  if (act.do === "drop-index")
    emit(step, act, { on, moot, subject }, { action: "index-dropped", concurrently: act.concurrently });
  else emit(step, act, { on, moot, subject }, { action: "other", node: "Rename index" });
  if (relation === undefined) return;
  const uses = relation.indexes.get(act.relation.name) ?? [];
  const rest = withoutIndex(relation, act.relation.name);
  if (act.do === "drop-index")
    return step.state.put(table === undefined ? rest : withoutConstraint(rest, act.relation.name));
  // The index of a constraint carries the constraint's name.
  const constraint = rest.constraints.get(act.relation.name);
  const constraints = new Map(rest.constraints);
  constraints.delete(act.relation.name);
  if (constraint !== undefined) constraints.set(act.to, constraint);
  return step.state.put(withIndex({ ...rest, constraints }, act.to, uses));
}

/** Where an index is dropped on its table, a unique constraint of that name is the same thing. */
function withoutConstraint(relation: Relation, name: string): Relation {
  const constraints = new Map(relation.constraints);
  constraints.delete(name);
  return { ...relation, constraints };
}
