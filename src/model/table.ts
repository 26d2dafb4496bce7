import type { Place } from "./place.ts";
import type { Seen } from "./seen.ts";
import type { Subject } from "./subject.ts";

/** A table or view as the history leaves it, by grammar alone. */
export interface Table extends Seen<"table"> {
  readonly subject: Subject;
  readonly relation: "table" | "view" | "materialized view";
  /** The migration that created it; absent where no migration of this repository did. */
  readonly born?: string;
  readonly columns: Readonly<Record<string, TableColumn>>;
  /** By name; those of constraints included. */
  readonly indexes: Readonly<Record<string, TableIndex>>;
  /** Its rows lie in partitions. */
  readonly partitioned?: true;
  /** All that it has is told by this history. */
  readonly whole: boolean;
  readonly constraints: Readonly<Record<string, TableConstraint>>;
}

export interface TableColumn {
  /** Normalised by the dialect's table (`int4` → `integer`); absent when not known. */
  readonly type?: string;
  readonly nullable?: boolean;
  readonly hasDefault?: boolean;
  /** A sequence of its own counts it up. */
  readonly counted?: true;
  readonly born?: string;
}

export interface TableIndex {
  /** Of its key, in order. */
  readonly columns: readonly string[];
  /** Every column in it, its expressions and its WHERE included. */
  readonly uses: readonly string[];
  readonly unique: boolean;
  readonly method: string;
  /** Of an index over plain columns of every row: each with what is said of it beside its name (order, operator class). */
  readonly parts?: readonly IndexPart[];
  /** It carries other columns beside its key. */
  readonly includes?: true;
  readonly born?: string;
  readonly place?: Place;
}

export interface IndexPart {
  readonly column: string;
  /** Empty for an order, an operator class and a collation as PostgreSQL chooses them. */
  readonly how: string;
}

export interface TableConstraint {
  readonly type: ConstraintType;
  readonly valid: boolean;
  readonly columns: readonly string[];
  /** For a CHECK that is exactly `column IS NOT NULL`: the column. */
  readonly provesNotNull?: string;
  /** What a foreign key points to, where the history knows it. */
  readonly target?: { readonly relation: Subject; readonly columns: readonly string[] };
  /** A foreign key deletes with the row that it points to. */
  readonly cascades?: true;
  readonly born?: string;
  readonly place?: Place;
}

export type ConstraintType = "foreign key" | "check" | "unique" | "primary key" | "exclusion" | "not null";
