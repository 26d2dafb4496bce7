import type { OperationOf } from "../../../model/migration.ts";
import type { ActOf } from "../../../sql/act.ts";
import { spelt, typeSubject } from "./own-type.ts";
import { type Step, columnOf, emit, target } from "./step.ts";

const sameType = (type: string | undefined, name: string): boolean => type === name || type === `${name}[]`;

export function createType(act: ActOf<"create-type">, step: Step): void {
  const { node, labels } = act;
  const name = spelt(act, step, act.relation.name);
  const moot = act.lenient === true && step.state.types.has(name);
  const born = moot ? step.state.types.get(name)?.born : step.migration;
  emit(step, act, { on: { subject: typeSubject(act, step) }, moot, born }, { action: "other", node });
  if (moot) return;
  const made = labels === undefined ? {} : { labels: new Map(labels.map((label) => [label, step.migration])) };
  step.state.types.set(name, { born: step.migration, ...made });
}

export function changeLabel(act: ActOf<"add-label" | "rename-label">, step: Step): void {
  const name = spelt(act, step, act.relation.name);
  const type = step.state.types.get(name);
  const at = { on: { subject: typeSubject(act, step) }, born: type?.born };
  const labels = new Map(type?.labels);
  if (act.do === "add-label") {
    const { label } = act;
    const moot = act.lenient === true && labels.has(label);
    emit(step, act, { ...at, moot }, { action: "enum-label-added", label });
    if (!labels.has(act.label)) labels.set(act.label, step.migration);
  } else {
    const { label, to } = act;
    const born = labels.get(label);
    const from = { label, ...(born === undefined ? {} : { born }) };
    emit(step, act, at, { action: "enum-label-renamed", from, to });
    labels.delete(label);
    labels.set(to, born ?? step.migration);
  }
  if (type?.labels !== undefined) step.state.types.set(name, { ...type, labels });
}

/** CASCADE takes every column of the type along. */
export function dropType(act: ActOf<"drop-type">, step: Step): void {
  const { cascade } = act;
  const name = spelt(act, step, act.relation.name);
  const born = step.state.types.get(name)?.born;
  const columns = cascade ? columnsOf(name, step) : [];
  emit(step, act, { on: { subject: typeSubject(act, step) }, born }, { action: "type-dropped", cascade, columns });
  step.state.types.delete(name);
  if (!act.cascade) return;
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

const columnsOf = (type: string, { state }: Step): OperationOf<"type-dropped">["columns"] =>
  state.relations().flatMap(({ schema, name, kind, born: relationBorn, columns }) =>
    [...columns]
      .filter(([, column]) => sameType(column.type, type))
      .map(([column, { born }]) => ({
        subject: [kind === "table" ? "table" : "view", schema, name, column] as const,
        ...(born === undefined ? {} : { born }),
        ...(relationBorn === undefined ? {} : { relationBorn }),
      })),
  );

export function renameType(act: ActOf<"rename-type">, step: Step): void {
  const [from, to] = [spelt(act, step, act.relation.name), spelt(act, step, act.to)];
  const type = step.state.types.get(from);
  emit(
    step,
    act,
    { on: { subject: typeSubject(act, step) }, born: type?.born },
    { action: "other", node: "Rename type" },
  );
  step.state.types.delete(from);
  if (type !== undefined) step.state.types.set(to, type);
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
