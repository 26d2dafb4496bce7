/** One node of a history that its files tell: what it follows, and what it needs besides. */
export interface Step {
  readonly id: string;
  readonly parents: readonly string[];
  readonly needs: readonly string[];
}

/**
 * The order in which Alembic goes up: back from the heads along one line until a step is met on which another line still
 * waits, then along that one; read from the end. `steps` come in the order in which its files are found.
 */
export function upwards<S extends Step>(steps: readonly S[]): readonly S[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const before = ({ parents, needs }: Step): readonly string[] =>
    [...new Set([...parents, ...needs])].filter((id) => byId.has(id));
  const followed = new Set(steps.flatMap(before));
  const above = ancestors(byId, before);
  const lines = steps.filter(({ id }) => !followed.has(id)).map(({ id }) => id);
  const left = new Set(byId.keys());
  const order: S[] = [];
  let at = 0;
  while (lines.length > 0) {
    const id = lines[at] ?? "";
    const waiting = lines.findIndex((other, index) => index !== at && above(other).has(id));
    if (waiting >= 0) {
      at = waiting;
      continue;
    }
    const step = byId.get(id);
    if (step !== undefined && left.delete(id)) order.push(step);
    const [next, ...branches] =
      step === undefined ? [] : before(step).filter((one) => left.has(one) && !lines.includes(one));
    if (next === undefined) {
      lines.splice(at, 1);
      at = Math.max(at - 1, 0);
    } else {
      lines[at] = next;
      lines.push(...branches);
    }
  }
  // What goes round in a circle has no head: it runs nowhere, and is told last.
  return [...order.reverse(), ...steps.filter(({ id }) => left.has(id))];
}

function ancestors(byId: ReadonlyMap<string, Step>, before: (step: Step) => readonly string[]) {
  const known = new Map<string, ReadonlySet<string>>();
  return (id: string): ReadonlySet<string> => {
    const had = known.get(id);
    if (had !== undefined) return had;
    const found = new Set<string>();
    const todo = [id];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      const step = byId.get(next);
      for (const one of step === undefined ? [] : before(step))
        if (one !== id && !found.has(one)) {
          found.add(one);
          todo.push(one);
        }
    }
    known.set(id, found);
    return found;
  };
}
