import type { TableConstraint, TableIndex } from "../../../model/table.ts";
import type { ActOf, ConstraintShape } from "../../../sql/act.ts";
import { constraintName } from "../../../sql/choose-name.ts";
import { type Relation, withColumn, withConstraint, withIndex } from "./state.ts";
import { type Step, emit, placeOf, relationOf, target } from "./step.ts";

export const INDEXED: ReadonlySet<string> = new Set(["primary key", "unique", "exclusion"]);

export function addConstraint(act: ActOf<"add-constraint">, step: Step): void {
  const on = target(step, act.relation);
  const relation = relationOf(step, on, act);
  const { constraint } = act;
  const name = nameOf(step, relation, constraint);
  const referenced = constraint.references === undefined ? undefined : target(step, constraint.references);
  const born = referenced?.relation?.born;
  const moot = act.lenient === true && (on.gone || relation.constraints.has(name));
  emit(
    step,
    act,
    { on, moot },
    {
      action: "constraint-added",
      name,
      constraint: constraint.type,
      columns: columnsOf(relation, constraint),
      validated: constraint.checked,
      ...(referenced === undefined ? {} : { references: referenced.subject }),
      ...(born === undefined ? {} : { referencesBorn: born }),
      usingIndex: constraint.usingIndex !== undefined,
      ...(constraint.cascades === true ? { cascades: true } : {}),
    },
  );
  if (!moot) step.state.put(settle(step, relation, constraint));
}

const columnsOf = (relation: Relation, { usingIndex, columns }: ConstraintShape): readonly string[] =>
  usingIndex === undefined ? columns : (relation.indexes.get(usingIndex)?.columns ?? columns);

function nameOf(step: Step, relation: Relation, constraint: ConstraintShape): string {
  // An index that becomes a constraint keeps its name unless it is given one.
  const written = constraint.name ?? constraint.usingIndex;
  if (written !== undefined) return written;
  const isTaken = (name: string): boolean =>
    relation.constraints.has(name) ||
    relation.indexes.has(name) ||
    step.state.indexed(relation.schema, name) !== undefined;
  return constraintName(relation.name, constraint, isTaken);
}

/** The relation with one constraint more, and with all that this constraint means for it. */
export function settle(step: Step, relation: Relation, constraint: ConstraintShape): Relation {
  const name = nameOf(step, relation, constraint);
  const columns = columnsOf(relation, constraint);
  const { type, valid, provesNotNull, keys, cascades } = constraint;
  const references = constraint.references === undefined ? undefined : target(step, constraint.references).relation?.id;
  let settled = withConstraint(relation, name, {
    type,
    valid,
    columns,
    born: step.migration,
    place: placeOf(step, constraint),
    ...(provesNotNull === undefined ? {} : { provesNotNull }),
    ...(references === undefined ? {} : { references }),
    ...(keys === undefined ? {} : { keys }),
    ...(cascades === undefined ? {} : { cascades }),
  });
  if (INDEXED.has(type)) {
    if (constraint.usingIndex !== undefined) settled = withoutIndex(settled, constraint.usingIndex);
    settled = withIndex(settled, name, indexOf(constraint, columns, step));
  }
  return required(settled, type, valid, columns);
}

function indexOf(constraint: ConstraintShape, columns: readonly string[], step: Step): TableIndex {
  const index = { columns, uses: columns, born: step.migration, place: placeOf(step, constraint) };
  if (constraint.type === "exclusion") return { ...index, unique: false, method: "gist" };
  return { ...index, unique: true, method: "btree", parts: columns.map((column) => ({ column, how: "" })) };
}

function required(
  relation: Relation,
  type: TableConstraint["type"],
  valid: boolean,
  columns: readonly string[],
): Relation {
  if (!valid || (type !== "primary key" && type !== "not null")) return relation;
  return columns.reduce(
    (so, column) => withColumn(so, column, { ...so.columns.get(column), nullable: false }),
    relation,
  );
}

export function withoutIndex(relation: Relation, name: string): Relation {
  const indexes = new Map(relation.indexes);
  indexes.delete(name);
  return { ...relation, indexes };
}

export function changeConstraint(
  act: ActOf<"validate-constraint" | "drop-constraint" | "rename-constraint">,
  step: Step,
): void {
  const on = target(step, act.relation);
  const relation = relationOf(step, on, act);
  const constraint = relation.constraints.get(act.name);
  const missing = constraint === undefined && on.relation !== undefined && step.state.isWhole(on.relation);
  const moot = act.lenient === true && (on.gone || missing);
  const constraints = new Map(relation.constraints);
  switch (act.do) {
    case "validate-constraint":
      emit(
        step,
        act,
        { on, moot: moot || constraint?.valid === true },
        { action: "constraint-validated", name: act.name },
      );
      if (constraint === undefined) return;
      constraints.set(act.name, { ...constraint, valid: true });
      return step.state.put(required({ ...relation, constraints }, constraint.type, true, constraint.columns));
    case "drop-constraint":
      emit(step, act, { on, moot }, { action: "constraint-dropped", name: act.name });
      if (constraint === undefined) return;
      constraints.delete(act.name);
      return step.state.put(withoutIndex({ ...relation, constraints }, act.name));
    case "rename-constraint": {
      emit(step, act, { on, moot }, { action: "other", node: "Rename constraint" });
      if (constraint === undefined) return;
      constraints.delete(act.name);
      constraints.set(act.to, constraint);
      const index = relation.indexes.get(act.name);
      const rest = withoutIndex({ ...relation, constraints }, act.name);
      return step.state.put(index === undefined ? rest : withIndex(rest, act.to, index));
    }
  }
}
