import type { Operation, Statement } from "../../../model/migration.ts";
import type { Snapshot } from "../../../model/snapshot.ts";

type Up<T> = ReadonlyMap<string, readonly T[]>;
type Facts<T> = Readonly<Record<string, T>>;

const operations = new WeakMap<Facts<Operation>, Up<Operation>>();
const statements = new WeakMap<Facts<Statement>, Up<Statement>>();

/** Grouped once a snapshot: many rules ask for every migration of a large pull request. */
function grouped<T extends Operation | Statement>(facts: Facts<T>, known: WeakMap<Facts<T>, Up<T>>): Up<T> {
  const found = known.get(facts);
  if (found !== undefined) return found;
  const ups = Object.values(facts).filter(({ direction }) => direction === "up");
  const made = Map.groupBy(ups, ({ migration }) => migration);
  known.set(facts, made);
  return made;
}

/** What a migration does on its way up, in order. */
export const wayUp = (migration: string, { facts }: Snapshot): readonly Operation[] =>
  grouped(facts.operation, operations).get(migration) ?? [];

/** The statements of a migration's way up, in order. */
export const statementsUp = (migration: string, { facts }: Snapshot): readonly Statement[] =>
  grouped(facts.statement, statements).get(migration) ?? [];
