import type { Subject } from "../../../model/subject.ts";
import type { ActOf } from "../../../sql/act.ts";
import type { Relation } from "./state.ts";
import { type Step, emit, target } from "./step.ts";

const isChecked = (relation: Relation | undefined): boolean =>
  [...(relation?.constraints.values() ?? [])].some(({ type, valid }) => type === "check" && valid);

/** What PostgreSQL looks through to see that no row belongs to a new partition. */
function fallbackOf(
  parent: Relation | undefined,
  step: Step,
): { readonly fallback?: Subject; readonly fallbackChecked: boolean } {
  const found = step.state.relations().find((one) => one.fallback === true && one.parents.includes(parent?.id ?? ""));
  if (found === undefined) return { fallbackChecked: false };
  const { subject } = target(step, { schema: found.schema, name: found.name });
  return { fallback: subject, fallbackChecked: isChecked(found) };
}

export function attachPartition(act: ActOf<"attach-partition">, step: Step): void {
  const on = target(step, act.relation);
  const partition = target(step, act.partition);
  const born = partition.relation?.born;
  emit(
    step,
    act,
    { on },
    {
      action: "partition-attached",
      partition: partition.subject,
      ...(born === undefined ? {} : { partitionBorn: born }),
      checked: isChecked(partition.relation),
      ...fallbackOf(on.relation, step),
    },
  );
  if (partition.relation === undefined || on.relation === undefined) return;
  const parents = [...partition.relation.parents, on.relation.id];
  step.state.put({ ...partition.relation, parents, ...(act.fallback ? { fallback: true } : {}) });
}

export function detachPartition(act: ActOf<"detach-partition">, step: Step): void {
  const on = target(step, act.relation);
  const partition = target(step, act.partition);
  const { concurrently } = act;
  emit(step, act, { on }, { action: "partition-detached", partition: partition.subject, concurrently });
  if (partition.relation === undefined) return;
  const { fallback, ...left } = partition.relation;
  const parents = left.parents.filter((id) => id !== on.relation?.id);
  step.state.put(parents.length > 0 && fallback === true ? { ...left, parents, fallback } : { ...left, parents });
}

/** CREATE TABLE … PARTITION OF attaches an empty table; beside a DEFAULT partition that is not for nothing. */
export function attachNew(act: ActOf<"create-relation">, made: Relation, step: Step): void {
  for (const name of act.parents) {
    const on = target(step, name);
    if (on.relation?.partitioned !== true) continue;
    const found = fallbackOf(on.relation, step);
    if (found.fallback === undefined) continue;
    const partition = [on.subject[0], made.schema, made.name] as const;
    const detail = { action: "partition-attached", partition, partitionBorn: step.migration, checked: true } as const;
    emit(step, act, { on }, { ...detail, ...found });
  }
}
