/** What a relation gives, column by column; where not all of it is known, a star stands for the rest. */
export type RowItem = RowColumn | RowStar;

export interface RowColumn {
  readonly kind: "column";
  /** The name that every spelling of it shares. */
  readonly key: string;
  /** As it was written. */
  readonly name: string;
  readonly type?: string;
  readonly nullable?: boolean;
}

/** Every column of a relation that is not known to us, but those that were taken out. */
export interface RowStar {
  readonly kind: "star";
  /** The relation (`schema.name`), or what else it is: `unnest(…)`. */
  readonly of: string;
  readonly except: ReadonlySet<string>;
  /** Stands behind an array or a function: a name is looked for elsewhere first. */
  readonly weak?: boolean;
}

/** Relation as `schema.name`, in lower case → what is known of its columns. */
export type Catalog = (relation: string) => readonly RowItem[] | undefined;

/** Where a name stands in a row: the column, else the star that may hold it. */
export function place(row: readonly RowItem[], key: string): number {
  const found = row.findIndex((item) => item.kind === "column" && item.key === key);
  return found >= 0 ? found : row.findIndex((item) => item.kind === "star" && !item.except.has(key));
}
