import type { Operation } from "../../model/migration.ts";
import type { Table, TableColumn, TableConstraint } from "../../model/table.ts";
import type { Act, Script, TextGap } from "../../sql/act.ts";
import { apply } from "./fold/apply.ts";
import { type ColumnState, type ConstraintState, type Relation, State } from "./fold/state.ts";
import type { Step } from "./fold/step.ts";

/** One script of the history: what its statements do, with the ids that they go by. */
export interface FoldScript {
  readonly file: string;
  /** Some of it could not be read. */
  readonly unread: boolean;
  readonly statements: readonly { readonly id: string; readonly acts: readonly Act[]; readonly file?: string }[];
}

export interface FoldMigration {
  readonly id: string;
  readonly up: FoldScript;
  readonly down?: FoldScript;
}

export interface Folded {
  readonly operations: readonly Operation[];
  readonly tables: readonly Table[];
  readonly gaps: readonly FoldGap[];
}

/** What a script hides in a function that it calls. */
export interface FoldGap {
  readonly migration: string;
  readonly file: string;
  readonly direction: "up" | "down";
  readonly gap: TextGap;
}

/** Walks a history in order, so that every operation says what was known when it ran. A way down meets the state after its way up. */
export function fold(
  migrations: readonly FoldMigration[],
  defaultSchema: string,
  baseline?: { readonly path: string; readonly script: Script },
): Folded {
  const state = new State();
  const told: Told = { operations: [], gaps: [] };
  if (baseline !== undefined) stand(baseline.script, baseline.path, state, defaultSchema);
  for (const { id, up, down } of migrations) {
    run(id, "up", up, state, defaultSchema, told);
    if (down !== undefined) run(id, "down", down, new State(state), defaultSchema, told);
  }
  return { ...told, tables: tablesOf(state) };
}

/** What was there before the history: born of none of its migrations, and perhaps with more than is told. */
function stand(script: Script, file: string, state: State, defaultSchema: string): void {
  const statements = script.statements.map(({ acts }) => ({ id: "", acts }));
  run("", "up", { file, unread: false, statements }, state, defaultSchema, { operations: [], gaps: [] });
  for (const relation of state.relations()) state.put(unborn(relation));
}

const unborn = (relation: Relation): Relation => ({
  ...withoutBirth(relation),
  partial: true,
  columns: allWithoutBirth(relation.columns),
  constraints: allWithoutBirth(relation.constraints),
  indexes: allWithoutBirth(relation.indexes),
});

function withoutBirth<T extends { readonly born?: string }>(one: T): T {
  const { born, ...rest } = one;
  return born === undefined ? one : (rest as T);
}

const allWithoutBirth = <T extends { readonly born?: string }>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
  new Map([...map].map(([key, one]) => [key, withoutBirth(one)]));

interface Told {
  readonly operations: Operation[];
  readonly gaps: FoldGap[];
}

function run(
  migration: string,
  direction: "up" | "down",
  script: FoldScript,
  state: State,
  defaultSchema: string,
  told: Told,
): void {
  if (script.unread) state.doubt();
  const before = told.gaps.length;
  let path: readonly string[] = [defaultSchema];
  for (const { id, acts, file = script.file } of script.statements) {
    const step: Step = {
      state,
      migration,
      direction,
      statement: id,
      file,
      path,
      operations: [],
      gaps: [],
      within: [],
    };
    for (const act of acts) apply(act, step, [defaultSchema]);
    told.gaps.push(...step.gaps.map((gap) => ({ migration, file, direction, gap })));
    path = step.path;
    told.operations.push(...step.operations);
  }
  if (told.gaps.length > before) state.doubt();
  for (const relation of state.relations()) if (relation.temporary) state.remove(relation);
}

function tablesOf(state: State): readonly Table[] {
  const byId = new Map(state.relations().map((relation) => [relation.id, relation]));
  return state.relations().map((relation) => table(relation, byId, state.isWhole(relation)));
}

function table(relation: Relation, byId: ReadonlyMap<string, Relation>, whole: boolean): Table {
  const { schema, name, kind, born, partitioned } = relation;
  return {
    kind: "table",
    id: `table:${schema}.${name}`,
    place: relation.place,
    subject: [kind === "table" ? "table" : "view", schema, name],
    relation: kind,
    columns: Object.fromEntries([...relation.columns].map(([key, column]) => [key, shown(column)])),
    indexes: Object.fromEntries(relation.indexes),
    whole,
    constraints: Object.fromEntries(
      [...relation.constraints].map(([key, constraint]) => [key, known(constraint, byId)]),
    ),
    ...(partitioned === undefined ? {} : { partitioned }),
    ...(born === undefined ? {} : { born }),
  };
}

const shown = ({ type, nullable, hasDefault, counted, born }: ColumnState): TableColumn => ({
  ...(type === undefined ? {} : { type }),
  ...(nullable === undefined ? {} : { nullable }),
  ...(hasDefault === undefined ? {} : { hasDefault }),
  ...(counted === undefined ? {} : { counted }),
  ...(born === undefined ? {} : { born }),
});

function known(constraint: ConstraintState, byId: ReadonlyMap<string, Relation>): TableConstraint {
  const { type, valid, columns, provesNotNull, references = "", keys, cascades, born, place } = constraint;
  const other = byId.get(references);
  const target = other === undefined ? {} : { target: pointedTo(other, keys) };
  return {
    type,
    valid,
    columns,
    ...(provesNotNull === undefined ? {} : { provesNotNull }),
    ...target,
    ...(cascades === undefined ? {} : { cascades }),
    ...(born === undefined ? {} : { born }),
    ...(place === undefined ? {} : { place }),
  };
}

/** A foreign key that names no columns means the primary key. */
function pointedTo({ schema, name, constraints }: Relation, keys: readonly string[] | undefined) {
  const primary = [...constraints.values()].find(({ type }) => type === "primary key");
  return { relation: ["table", schema, name] as const, columns: keys ?? primary?.columns ?? [] };
}
