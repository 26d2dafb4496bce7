import type { TableConstraint, TableIndex } from "../../../model/table.ts";
import type { Place } from "../../../model/place.ts";
import type { Act, Name, RelationKind, TextGap } from "../../../sql/act.ts";

export interface ColumnState {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly hasDefault?: boolean;
  readonly counted?: true;
  readonly born?: string;
  /** Labels that its values were among until the migration `heldBy` made another type of it. */
  readonly held?: EnumLabels;
  readonly heldBy?: string;
}

/** Label → the migration that brought it. */
export type EnumLabels = ReadonlyMap<string, string>;

export interface TypeState {
  readonly born: string;
  /** Of an enum. */
  readonly labels?: EnumLabels;
}

export interface ConstraintState extends Omit<TableConstraint, "target"> {
  /** Id of the table that a foreign key points to. */
  readonly references?: string;
  /** Columns of it that the foreign key names. */
  readonly keys?: readonly string[];
}

/** A table or view at one moment of the history. Never changed in place, so that a copy of the state is cheap. */
export interface Relation {
  /** The same through every rename. */
  readonly id: string;
  /** Ids of the relations whose columns it shares. */
  readonly parents: readonly string[];
  readonly schema: string;
  readonly name: string;
  readonly kind: RelationKind;
  readonly born?: string;
  readonly place: Place;
  readonly temporary: boolean;
  /** It may have columns and constraints that this history does not tell. */
  readonly partial: boolean;
  readonly columns: ReadonlyMap<string, ColumnState>;
  readonly constraints: ReadonlyMap<string, ConstraintState>;
  /** Ids of the relations that a view is made of. */
  readonly reads: readonly string[];
  readonly indexes: ReadonlyMap<string, TableIndex>;
  readonly partitioned?: true;
  /** The DEFAULT partition of its parent. */
  readonly fallback?: true;
}

/** What a function would do if it were called. */
export interface FunctionState {
  readonly acts: readonly Act[];
  readonly gaps: readonly TextGap[];
}

/** What the history knows at one moment. */
export class State {
  readonly #relations: Map<string, Relation>;
  readonly #indexes: Map<string, string>;
  readonly #gone: Set<string>;
  readonly #functions: Map<string, FunctionState>;
  /** Types by their usual spelling, schemas by their name: the migration that made it. */
  readonly types: Map<string, TypeState>;
  readonly schemas: Map<string, string>;
  #inherits: boolean;
  #doubted: boolean;

  constructor(from?: State) {
    this.#relations = new Map(from === undefined ? [] : from.#relations);
    this.#indexes = new Map(from === undefined ? [] : from.#indexes);
    this.#gone = new Set(from === undefined ? [] : from.#gone);
    this.#doubted = from !== undefined && from.#doubted;
    this.#inherits = from !== undefined && from.#inherits;
    this.#functions = new Map(from === undefined ? [] : from.#functions);
    this.types = new Map(from === undefined ? [] : from.types);
    this.schemas = new Map(from === undefined ? [] : from.schemas);
  }

  relations(): readonly Relation[] {
    return [...this.#relations.values()];
  }

  /** By its last name alone: which of several schemas or signatures is meant is not followed. */
  function(name: string): FunctionState | undefined {
    return this.#functions.get(name);
  }

  putFunction(name: string, made: FunctionState): void {
    this.#functions.set(name, made);
  }

  get(schema: string, name: string): Relation | undefined {
    return this.#relations.get(key(schema, name));
  }

  /** From here on something ran that could not be read: that a thing is not known does not mean that it is not there. */
  doubt(): void {
    this.#doubted = true;
  }

  /** It was there once, and this history took it away. */
  isGone(schema: string, name: string): boolean {
    return !this.#doubted && this.#gone.has(key(schema, name));
  }

  /** Does the history tell all that this relation has? */
  isWhole(relation: Relation): boolean {
    return !this.#doubted && !relation.partial;
  }

  put(relation: Relation): void {
    const at = key(relation.schema, relation.name);
    const before = this.#relations.get(at);
    this.#relations.set(at, relation);
    this.#inherits ||= relation.parents.length > 0;
    this.#gone.delete(at);
    for (const name of before?.indexes.keys() ?? [])
      if (!relation.indexes.has(name)) this.#forgetIndex(relation.schema, name);
    for (const name of relation.indexes.keys()) {
      this.#indexes.set(key(relation.schema, name), at);
      this.#gone.delete(key(relation.schema, name));
    }
  }

  remove(relation: Relation): void {
    for (const name of relation.indexes.keys()) this.#forgetIndex(relation.schema, name);
    this.#relations.delete(key(relation.schema, relation.name));
    this.#gone.add(key(relation.schema, relation.name));
  }

  /** CASCADE: the views made of a relation go with it, and the foreign keys that point to it. */
  removeWithDependents(relation: Relation): void {
    this.remove(relation);
    for (const other of this.relations()) {
      if (other.reads.includes(relation.id)) this.removeWithDependents(other);
      const kept = [...other.constraints].filter(([, { references }]) => references !== relation.id);
      if (kept.length < other.constraints.size) this.put({ ...other, constraints: new Map(kept) });
    }
  }

  /** Changes a relation, and with it all that inherit from it. */
  alter(relation: Relation, change: (relation: Relation) => Relation): void {
    this.put(change(relation));
    if (!this.#inherits) return;
    for (const child of this.relations()) if (child.parents.includes(relation.id)) this.alter(child, change);
  }

  /** The relations that a foreign key ties to this one, directly or through others. */
  pointingTo(relation: Relation, found = new Set<string>([relation.id])): readonly Relation[] {
    return this.relations().flatMap((other) => {
      if (found.has(other.id)) return [];
      if (![...other.constraints.values()].some(({ references }) => references === relation.id)) return [];
      found.add(other.id);
      return [other, ...this.pointingTo(other, found)];
    });
  }

  /** The relation that an index belongs to. */
  indexed(schema: string, index: string): Relation | undefined {
    const at = this.#indexes.get(key(schema, index));
    return at === undefined ? undefined : this.#relations.get(at);
  }

  /** The schema that an unqualified name means: the first on the path that has it, else the first of all. */
  schemaOf(name: Name, path: readonly string[]): string {
    if (name.schema !== undefined) return name.schema;
    const temporary = this.#relations.has(key("pg_temp", name.name)) ? "pg_temp" : undefined;
    const known = path.find((schema) => this.#knows(schema, name.name));
    const catalog = name.name.startsWith("pg_") ? "pg_catalog" : undefined;
    return temporary ?? known ?? catalog ?? path[0] ?? "public";
  }

  #knows(schema: string, name: string): boolean {
    return this.#relations.has(key(schema, name)) || this.#indexes.has(key(schema, name));
  }

  #forgetIndex(schema: string, name: string): void {
    this.#indexes.delete(key(schema, name));
    this.#gone.add(key(schema, name));
  }
}

const key = (schema: string, name: string): string => `${schema}\0${name}`;

export const withColumn = (relation: Relation, name: string, column: ColumnState): Relation => ({
  ...relation,
  columns: new Map(relation.columns).set(name, column),
});

export const withConstraint = (relation: Relation, name: string, constraint: ConstraintState): Relation => ({
  ...relation,
  constraints: new Map(relation.constraints).set(name, constraint),
});

export const withIndex = (relation: Relation, name: string, index: TableIndex): Relation => ({
  ...relation,
  indexes: new Map(relation.indexes).set(name, index),
});
