import type { IndexPart, TableIndex } from "../../../model/table.ts";
import type { ActOf } from "../../../sql/act.ts";
import { indexName } from "../../../sql/choose-name.ts";
import { INDEXED, withoutIndex } from "./constraints.ts";
import { type Relation, withIndex } from "./state.ts";
import { type Step, emit, placeOf, relationOf, target } from "./step.ts";

export function buildIndex(act: ActOf<"build-index">, step: Step): void {
  const on = target(step, act.relation);
  const holder = (name: string) => step.state.indexed(on.schema, name);
  const name = act.name ?? indexName(on.name, act.columns, (one) => holder(one) !== undefined);
  const moot = act.lenient === true && holder(name) !== undefined;
  const { concurrently, unique, plain, keys: columns } = act;
  const skips = moot ? { skips: differences(act, on.relation?.indexes.get(name)) } : {};
  emit(
    step,
    act,
    { on, moot, subject: ["index", on.schema, name] },
    {
      action: "index-built",
      name,
      concurrently,
      unique,
      columns,
      plain,
      ifNotExists: act.lenient === true,
      onPartitioned: on.relation?.partitioned === true,
      only: act.only === true,
      ...skips,
    },
  );
  if (!moot) step.state.put(withIndex(relationOf(step, on, act), name, stateOf(act, step)));
}

const stateOf = (act: ActOf<"build-index">, step: Step): TableIndex => ({
  columns: act.columns,
  uses: act.uses,
  unique: act.unique,
  method: act.method,
  born: step.migration,
  place: placeOf(step, act),
  ...(act.parts === undefined ? {} : { parts: act.parts }),
  ...(act.includes === true ? { includes: true } : {}),
});

const spell = (parts: readonly IndexPart[]): string =>
  parts.map(({ column, how }) => `${column}${how === "" ? "" : ` ${how}`}`).join(", ");

/** What the index of that name is, where it is not the one that is asked for; only what is known for certain differs. */
function differences(act: ActOf<"build-index">, there: TableIndex | undefined): readonly string[] {
  // An index of that name on another table: the one that is asked for is never made.
  if (there === undefined) return ["another table"];
  const said: string[] = [];
  if (there.unique !== act.unique) said.push(there.unique ? "unique" : "not unique");
  if (there.parts !== undefined && act.parts !== undefined && spell(there.parts) !== spell(act.parts))
    said.push(`(${spell(there.parts)})`);
  if (there.method !== act.method) said.push(there.method);
  return said;
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
  const index = relation?.indexes.get(act.relation.name);
  const named = relation?.constraints.get(act.relation.name)?.type;
  const backs = named !== undefined && INDEXED.has(named) ? named : undefined;
  const dropped = {
    columns: index?.columns ?? [],
    ...(index?.born === undefined ? {} : { indexBorn: index.born }),
    ...(backs === undefined || index === undefined ? {} : { backs }),
  };
  if (act.do === "drop-index")
    emit(step, act, { on, moot, subject }, { action: "index-dropped", concurrently: act.concurrently, ...dropped });
  else emit(step, act, { on, moot, subject }, { action: "other", node: "Rename index" });
  if (relation === undefined || index === undefined) return;
  const rest = withoutIndex(relation, act.relation.name);
  if (act.do === "drop-index")
    return step.state.put(table === undefined ? rest : withoutConstraint(rest, act.relation.name));
  // The index of a constraint carries the constraint's name.
  const constraint = rest.constraints.get(act.relation.name);
  const constraints = new Map(rest.constraints);
  constraints.delete(act.relation.name);
  if (constraint !== undefined) constraints.set(act.to, constraint);
  return step.state.put(withIndex({ ...rest, constraints }, act.to, index));
}

/** REINDEX names an index, a table, or the schema or database whose indexes it builds anew. */
export function rebuildIndex(act: ActOf<"rebuild-index">, step: Step): void {
  const { all, concurrently } = act;
  const { name } = act.relation;
  const detail = { action: "index-rebuilt", all, concurrently } as const;
  if (all === "table") return emit(step, act, { on: target(step, act.relation) }, detail);
  if (all !== "index") return emit(step, act, { on: { subject: ["schema", name] } }, detail);
  const schema = step.state.schemaOf(act.relation, step.path);
  const relation = step.state.indexed(schema, name);
  const subject = ["index", schema, name] as const;
  const on = relation === undefined ? { subject } : target(step, { schema: relation.schema, name: relation.name });
  emit(step, act, { on, subject }, detail);
}

/** Where an index is dropped on its table, a unique constraint of that name is the same thing. */
function withoutConstraint(relation: Relation, name: string): Relation {
  const constraints = new Map(relation.constraints);
  constraints.delete(name);
  return { ...relation, constraints };
}
