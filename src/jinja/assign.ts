import type { Frame } from "./frame.ts";
import { elements, kindOf } from "./iterate.ts";
import type { Target } from "./tree.ts";
import { Thing, Unknown, type Value } from "./value.ts";

/** Assigns a value to what stands before `=` or after `for`. */
export function assign(target: Target, value: Value, frame: Frame): void {
  const { run, scope } = frame;
  if (target.kind === "name") scope.set(target.name, value);
  else if (target.kind === "attribute") {
    const thing = scope.get(target.name);
    if (thing instanceof Unknown) return;
    if (run.ghost && thing instanceof Thing) return;
    if (!(thing instanceof Thing) || !thing.assign(target.attribute, value))
      throw run.failure(`\`${target.name}.${target.attribute}\` on the left of \`=\`, which only a namespace can have`);
  } else {
    const items = value instanceof Unknown ? target.targets.map(() => new Unknown(value.reason)) : elements(value);
    if (items?.length !== target.targets.length)
      throw run.failure(
        `${target.targets.length} names for ${items === undefined ? kindOf(value) : `${items.length} values`}`,
      );
    for (const [i, one] of target.targets.entries()) assign(one, items[i] ?? null, frame);
  }
}

/** The names that a target binds. */
export const namesOf = (target: Target): readonly string[] =>
  target.kind === "many" ? target.targets.flatMap(namesOf) : target.kind === "name" ? [target.name] : [];
