import type { Operation, Table } from "../../model/migration.ts";
import type { Act } from "../../sql/act.ts";
import { apply } from "./fold/apply.ts";
import { type Relation, State } from "./fold/state.ts";
import type { Step } from "./fold/step.ts";

/** One script of the history: what its statements do, with the ids that they go by. */
export interface FoldScript {
  readonly file: string;
  readonly statements: readonly { readonly id: string; readonly acts: readonly Act[] }[];
}

export interface FoldMigration {
  readonly id: string;
  readonly up: FoldScript;
  readonly down?: FoldScript;
}

export interface Folded {
  readonly operations: readonly Operation[];
  readonly tables: readonly Table[];
}

/** Walks a history in order, so that every operation says what was known when it ran. A way down meets the state after its way up. */
export function fold(migrations: readonly FoldMigration[], defaultSchema: string): Folded {
  const state = new State();
  const operations: Operation[] = [];
  for (const { id, up, down } of migrations) {
    run(id, "up", up, state, defaultSchema, operations);
    if (down !== undefined) run(id, "down", down, new State(state), defaultSchema, operations);
  }
  return { operations, tables: state.relations().map(table) };
}

function run(
  migration: string,
  direction: "up" | "down",
  script: FoldScript,
  state: State,
  defaultSchema: string,
  operations: Operation[],
): void {
  let path: readonly string[] = [defaultSchema];
  for (const { id, acts } of script.statements) {
    const step: Step = { state, migration, direction, statement: id, file: script.file, path, operations: [] };
    for (const act of acts) apply(act, step, [defaultSchema]);
    path = step.path;
    operations.push(...step.operations);
  }
  for (const relation of state.relations()) if (relation.temporary) state.remove(relation);
}

function table(relation: Relation): Table {
  const { schema, name, kind, born } = relation;
  return {
    kind: "table",
    id: `table:${schema}.${name}`,
    place: relation.place,
    subject: [kind === "table" ? "table" : "view", schema, name],
    relation: kind,
    columns: Object.fromEntries(relation.columns),
    indexes: [...relation.indexes.keys()],
    constraints: Object.fromEntries(relation.constraints),
    ...(born === undefined ? {} : { born }),
  };
}
