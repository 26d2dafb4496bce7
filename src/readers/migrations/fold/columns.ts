import type { TableIndex } from "../../../model/table.ts";
import type { ActOf } from "../../../sql/act.ts";
import { addConstraint } from "./constraints.ts";
import { ageLabels, keepLabels, lostLabels } from "./enum-labels.ts";
import { ownType } from "./own-type.ts";
import { columnState } from "./relations.ts";
import { type ColumnState, type Relation, withColumn } from "./state.ts";
import { type Step, type Target, columnOf, emit, relationOf, target } from "./step.ts";

type ColumnAct = ActOf<
  "drop-column" | "rename-column" | "retype-column" | "require-column" | "free-column" | "change-default"
>;

const known = (column: ColumnState | undefined) => (column?.born === undefined ? {} : { columnBorn: column.born });

export function addColumn(act: ActOf<"add-column">, step: Step): void {
  const on = target(step, act.relation);
  const { name, nullable, default: given, constraints } = act.column;
  const type = ownType(act.column.type, step);
  const moot = act.lenient === true && (on.gone || on.relation?.columns.has(name) === true);
  const there = moot ? on.relation?.columns.get(name)?.type : undefined;
  emit(
    step,
    act,
    { on, moot, subject: columnOf(on.subject, name) },
    { action: "column-added", type, nullable, default: given, ...(there === undefined ? {} : { there }) },
  );
  if (moot) return;
  const added = columnState({ ...act.column, type }, step.migration);
  step.state.alter(relationOf(step, on, act), (relation) => withColumn(relation, name, added));
  for (const constraint of constraints)
    addConstraint({ do: "add-constraint", spot: constraint.spot, relation: act.relation, constraint }, step);
}

/** Nothing is left to do: the table is gone, or it is known in full and has no such column. */
const isMissing = (act: ColumnAct, on: Target, { state }: Step): boolean =>
  act.lenient === true &&
  (on.gone || (on.relation !== undefined && state.isWhole(on.relation) && !on.relation.columns.has(act.column)));

export function changeColumn(act: ColumnAct, step: Step): void {
  const on = target(step, act.relation);
  const relation = relationOf(step, on, act);
  const column = relation.columns.get(act.column);
  const moot = isMissing(act, on, step);
  const at = { on, moot, subject: columnOf(on.subject, act.column) };
  const set = (change: ColumnState): void => {
    if (!moot)
      step.state.alter(relation, (so) => withColumn(so, act.column, { ...so.columns.get(act.column), ...change }));
  };
  switch (act.do) {
    case "drop-column": {
      const type = column?.type === undefined ? {} : { type: column.type };
      emit(step, act, at, { action: "column-dropped", ...type, ...known(column) });
      if (!moot) step.state.alter(relation, (so) => without(so, act.column));
      return;
    }
    case "rename-column": {
      const to = columnOf(on.subject, act.to);
      emit(step, act, at, { action: "column-renamed", to, ...known(column) });
      if (!moot) step.state.alter(relation, (so) => renamed(so, act.column, act.to));
      return;
    }
    case "retype-column": {
      const to = ownType(act.type, step);
      const from = column?.type === undefined ? {} : { from: column.type };
      const same = column?.type === to && !act.using && act.collation === undefined;
      const lost = lostLabels(column, to, step);
      emit(
        step,
        act,
        { ...at, moot: moot || same },
        {
          action: "column-retyped",
          ...from,
          to,
          using: act.using,
          ...(act.collation === undefined ? {} : { collation: act.collation }),
          ...known(column),
          ...(lost === undefined ? {} : { lost }),
        },
      );
      ageLabels(column, to, step);
      return set({ type: to, ...keepLabels(column, to, step) });
    }
    case "require-column": {
      const proved = [...relation.constraints.values()].some((c) => c.valid && c.provesNotNull === act.column);
      const already = column?.nullable === false || (act.restated === true && column?.nullable === undefined);
      emit(step, act, { ...at, moot: moot || already }, { action: "column-required", proved, ...known(column) });
      return set({ nullable: false });
    }
    case "free-column":
      emit(
        step,
        act,
        { ...at, moot: moot || column?.nullable === true || (act.restated === true && column?.nullable === undefined) },
        {
          action: "column-freed",
          ...known(column),
        },
      );
      return set({ nullable: true });
    case "change-default": {
      const restated = act.restated === true && (!act.dropped || column?.hasDefault !== true);
      emit(
        step,
        act,
        { ...at, moot: moot || restated },
        {
          action: "default-changed",
          dropped: act.dropped,
          had: column?.hasDefault === true,
          ...known(column),
        },
      );
      return set({ hasDefault: !act.dropped });
    }
  }
}

/** A column takes its indexes and constraints along, those that it shares included. */
function without(relation: Relation, column: string): Relation {
  const columns = new Map(relation.columns);
  columns.delete(column);
  return {
    ...relation,
    columns,
    constraints: new Map([...relation.constraints].filter(([, c]) => !c.columns.includes(column))),
    indexes: new Map([...relation.indexes].filter(([, { uses }]) => !uses.includes(column))),
  };
}

function renamed(relation: Relation, from: string, to: string): Relation {
  const swap = (name: string): string => (name === from ? to : name);
  return {
    ...relation,
    columns: new Map([...relation.columns].map(([name, column]) => [swap(name), column])),
    constraints: new Map(
      [...relation.constraints].map(([name, c]) => [
        name,
        {
          ...c,
          columns: c.columns.map(swap),
          ...(c.provesNotNull === undefined ? {} : { provesNotNull: swap(c.provesNotNull) }),
        },
      ]),
    ),
    indexes: new Map([...relation.indexes].map(([name, index]) => [name, swapped(index, swap)])),
  };
}

const swapped = (index: TableIndex, swap: (name: string) => string): TableIndex => ({
  ...index,
  uses: index.uses.map(swap),
  columns: index.columns.map(swap),
  ...(index.parts === undefined
    ? {}
    : { parts: index.parts.map(({ column, how }) => ({ column: swap(column), how })) }),
});
