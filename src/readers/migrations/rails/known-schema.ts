import type { Act } from "../../../sql/act.ts";

interface Key {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly to?: string;
}

/** Names of indexes and constraints that a migration may speak of without naming them: what stands where, by the SQL so far. */
export class KnownSchema {
  #indexes: readonly Key[] = [];
  #constraints: readonly Key[] = [];

  copy(): KnownSchema {
    const copy = new KnownSchema();
    copy.#indexes = this.#indexes;
    copy.#constraints = this.#constraints;
    return copy;
  }
  index(table: string, columns: readonly string[]): string | undefined {
    return find(this.#indexes, table, columns)?.name;
  }
  indexes(table: string): readonly Key[] {
    return this.#indexes.filter((key) => key.table === table);
  }
  foreignKey(table: string, { column, to }: { readonly column?: string; readonly to?: string }): string | undefined {
    const own = this.#constraints.filter((key) => key.table === table && key.to !== undefined);
    if (column !== undefined) return own.find(({ columns }) => columns.length === 1 && columns[0] === column)?.name;
    return own.find((key) => key.to === to)?.name;
  }

  /** What the state becomes. */
  see(acts: readonly Act[]): void {
    for (const act of acts) this.#apply(act);
  }

  #apply(act: Act): void {
    const table = act.relation.name;
    switch (act.do) {
      case "build-index":
        if (act.name !== undefined) this.#indexes = [...this.#indexes, { name: act.name, table, columns: act.columns }];
        break;
      case "drop-index":
        this.#indexes = this.#indexes.filter(({ name }) => name !== table);
        break;
      case "rename-index":
        this.#indexes = this.#indexes.map((key) => (key.name === table ? { ...key, name: act.to } : key));
        break;
      case "create-relation":
        for (const { columns, references, name } of [
          ...act.constraints,
          ...act.columns.flatMap(({ constraints }) => constraints),
        ])
          this.#constrain(table, columns, references?.name, name);
        break;
      case "add-column":
        for (const { columns, references, name } of act.column.constraints)
          this.#constrain(table, columns, references?.name, name);
        break;
      case "add-constraint":
        this.#constrain(table, act.constraint.columns, act.constraint.references?.name, act.constraint.name);
        break;
      case "drop-constraint":
        this.#constraints = this.#constraints.filter((key) => key.table !== table || key.name !== act.name);
        break;
      case "drop-relation":
        this.#keep((key) => key.table !== table && key.to !== table);
        break;
      case "drop-column":
        this.#keep((key) => key.table !== table || !key.columns.includes(act.column));
        break;
      case "rename-relation":
        this.#map((key) => ({
          ...key,
          table: key.table === table ? act.to : key.table,
          ...(key.to === undefined ? {} : { to: key.to === table ? act.to : key.to }),
        }));
        break;
      case "rename-column": {
        const renamed = (name: string): string => (name === act.column ? act.to : name);
        this.#map((key) => (key.table === table ? { ...key, columns: key.columns.map(renamed) } : key));
        break;
      }
      default:
    }
  }

  #constrain(table: string, columns: readonly string[], to: string | undefined, given: string | undefined): void {
    const name = given ?? `${table}_${columns.join("_")}_fkey`;
    if (given === undefined && to === undefined) return;
    this.#constraints = [...this.#constraints, { name, table, columns, ...(to === undefined ? {} : { to }) }];
  }
  #keep(kept: (key: Key) => boolean): void {
    this.#indexes = this.#indexes.filter(kept);
    this.#constraints = this.#constraints.filter(kept);
  }
  #map(change: (key: Key) => Key): void {
    this.#indexes = this.#indexes.map(change);
    this.#constraints = this.#constraints.map(change);
  }
}

const find = (keys: readonly Key[], table: string, columns: readonly string[]): Key | undefined =>
  keys.find((key) => key.table === table && key.columns.join("\0") === columns.join("\0"));
