import type { ActOf } from "../../../sql/act.ts";
import { ownType, quoteName, typeSubject } from "./own-type.ts";
import { type Step, columnOf, emit, target } from "./step.ts";

const spelt = (act: ActOf<"drop-type" | "rename-type">, step: Step, name: string): string => {
  const schema = act.relation.schema;
  return ownType(schema === undefined ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`, step);
};

const sameType = (type: string | undefined, name: string): boolean => type === name || type === `${name}[]`;

/** CASCADE takes every column of the type along. */
export function dropType(act: ActOf<"drop-type">, step: Step): void {
  const node = `Drop type${act.cascade ? " cascade" : ""}`;
  emit(step, act, { on: { subject: typeSubject(act, step) } }, { action: "other", node });
  if (!act.cascade) return;
  const name = spelt(act, step, act.relation.name);
  for (const relation of step.state.relations()) {
    const on = target(step, { schema: relation.schema, name: relation.name });
    const columns = new Map(relation.columns);
    for (const [column, { type, born }] of relation.columns) {
      if (!sameType(type, name)) continue;
      const known = { ...(type === undefined ? {} : { type }), ...(born === undefined ? {} : { columnBorn: born }) };
      emit(step, act, { on, subject: columnOf(on.subject, column) }, { action: "column-dropped", ...known });
      columns.delete(column);
    }
    if (columns.size < relation.columns.size) step.state.put({ ...relation, columns });
  }
}

export function renameType(act: ActOf<"rename-type">, step: Step): void {
  emit(step, act, { on: { subject: typeSubject(act, step) } }, { action: "other", node: "Rename type" });
  const [from, to] = [spelt(act, step, act.relation.name), spelt(act, step, act.to)];
  for (const relation of step.state.relations()) {
    const columns = new Map(relation.columns);
    let changed = false;
    for (const [name, column] of relation.columns)
      if (column.type !== undefined && sameType(column.type, from)) {
        columns.set(name, { ...column, type: column.type.replace(from, to) });
        changed = true;
      }
    if (changed) step.state.put({ ...relation, columns });
  }
}
