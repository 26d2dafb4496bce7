import type { Operation } from "../../../model/migration.ts";
import type { Subject } from "../../../model/subject.ts";
import { subjectKey } from "../../../model/subject.ts";
import type { ActOf } from "../../../sql/act.ts";
import { type Step, emit, target } from "./step.ts";

export function changeRows(act: ActOf<"change-rows">, step: Step): void {
  const { verb, everyRow } = act;
  const on = target(step, act.relation);
  const copies = act.copies.map((name) => target(step, name).subject);
  const sets = act.sets.map((column) => {
    const born = on.relation?.columns.get(column)?.born;
    return { column, ...(born === undefined ? {} : { born }) };
  });
  emit(step, act, { on }, { action: "rows-changed", verb, copies, everyRow, sets });
  if (act.cascadeFrom.length > 0) emptyDependents(act, step);
}

const isEmptied = (operation: Operation, subject: Subject): boolean =>
  operation.action === "rows-changed" &&
  operation.verb === "truncate" &&
  subjectKey(operation.subject) === subjectKey(subject);

/** TRUNCATE … CASCADE empties every table with a foreign key to one that it names. */
function emptyDependents(act: ActOf<"change-rows">, step: Step): void {
  const named = act.cascadeFrom.map((name) => target(step, name));
  const emptiedWith = named.map(({ subject }) => subject);
  for (const { relation } of named)
    for (const other of relation === undefined ? [] : step.state.pointingTo(relation)) {
      const on = target(step, { schema: other.schema, name: other.name });
      if (step.operations.some((operation) => isEmptied(operation, on.subject))) continue;
      const detail = { verb: "truncate", copies: [], everyRow: true, sets: [], emptiedWith } as const;
      emit(step, act, { on }, { action: "rows-changed", ...detail });
    }
}

export function changeAccess(act: ActOf<"change-access">, step: Step): void {
  const { granted, privileges, roles, grantOption } = act;
  emit(
    step,
    act,
    { on: target(step, act.relation) },
    { action: "access-changed", granted, privileges, roles, grantOption },
  );
}
