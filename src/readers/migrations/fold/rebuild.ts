import type { ActOf, ColumnShape } from "../../../sql/act.ts";
import { changeColumn } from "./columns.ts";
import { settle } from "./constraints.ts";
import { columnState } from "./relations.ts";
import type { ColumnState, Relation } from "./state.ts";
import { type Step, columnOf, emit, relationOf, target } from "./step.ts";

type Rebuild = ActOf<"rebuild-relation">;

/** A table that was copied into a new shape of itself: each column is told as if it had been altered. */
export function rebuildRelation(act: Rebuild, step: Step): void {
  const on = target(step, act.relation);
  const before = relationOf(step, on, act);
  const { spot, relation } = act;
  const source = new Map(act.carried.map(({ to, from }) => [to, from]));
  const shapes = new Map(act.columns.map((column) => [column.name, column]));
  const renames = act.carried.filter(
    ({ to, from }) =>
      from !== undefined && from !== to && before.columns.has(from) && !before.columns.has(to) && !shapes.has(from),
  );
  for (const { to, from } of renames)
    if (from !== undefined) changeColumn({ do: "rename-column", spot, relation, column: from, to }, step);
  const known = target(step, act.relation).relation ?? before;
  if (!act.partial)
    for (const [column] of known.columns)
      if (!shapes.has(column) || !source.has(column)) changeColumn({ do: "drop-column", spot, relation, column }, step);
  const columns = new Map<string, ColumnState>();
  for (const shape of act.columns) columns.set(shape.name, compared(shape, known, source, act, step));
  let made: Relation = {
    ...relationOf(step, target(step, act.relation), act),
    columns: act.partial ? known.columns : columns,
    partial: act.partial || (before.partial && on.relation === undefined),
    constraints: new Map(),
    indexes: new Map(),
  };
  for (const constraint of [...act.columns.flatMap((c) => c.constraints), ...act.constraints])
    made = settle(step, made, constraint);
  emit(step, act, { on }, { action: "other", node: "RebuildTable" });
  if (act.unguarded) emptyChildren(act, before, step);
  step.state.put(made);
}

/** What becomes of one column, told. */
function compared(
  shape: ColumnShape,
  known: Relation,
  source: ReadonlyMap<string, string | undefined>,
  act: Rebuild,
  step: Step,
): ColumnState {
  const { spot, relation } = act;
  const column = shape.name;
  const was = source.has(column) ? known.columns.get(column) : undefined;
  const fresh = columnState(shape, step.migration);
  if (was === undefined) {
    const on = target(step, relation);
    const { type, nullable, default: given } = shape;
    // Of a table that the history does not know, a column that is carried over was there.
    if (known.partial && source.get(column) !== undefined)
      return { ...fresh, ...(known.born === undefined ? {} : { born: known.born }) };
    emit(
      step,
      act,
      { on, subject: columnOf(on.subject, column) },
      { action: "column-added", type, nullable, default: given },
    );
    return fresh;
  }
  if (was.type !== undefined && was.type !== shape.type)
    changeColumn(
      { do: "retype-column", spot, relation, column, type: shape.type, using: source.get(column) === undefined },
      step,
    );
  if (was.nullable === true && !shape.nullable) changeColumn({ do: "require-column", spot, relation, column }, step);
  if (was.nullable === false && shape.nullable) changeColumn({ do: "free-column", spot, relation, column }, step);
  if (was.hasDefault === true && shape.default === "none")
    changeColumn({ do: "change-default", spot, relation, column, dropped: true }, step);
  return { ...fresh, ...(was.born === undefined ? {} : { born: was.born }) };
}

/** Dropping the old table deletes its rows, and with them those that point to it ON DELETE CASCADE. */
function emptyChildren(act: Rebuild, old: Relation, step: Step): void {
  const parent = target(step, act.relation).subject;
  for (const child of step.state.relations()) {
    if (child.id === old.id) continue;
    if (![...child.constraints.values()].some(({ references, cascades }) => references === old.id && cascades === true))
      continue;
    const on = target(step, { schema: child.schema, name: child.name });
    emit(
      step,
      act,
      { on },
      { action: "rows-changed", verb: "delete", copies: [], everyRow: true, sets: [], emptiedWith: [parent] },
    );
  }
}
