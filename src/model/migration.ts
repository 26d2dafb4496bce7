import type { AlterPlan } from "./alter-plan.ts";
import type { Dialect } from "./dialect.ts";
import type { Place } from "./place.ts";
import type { Seen } from "./seen.ts";
import type { Subject } from "./subject.ts";
import type { ConstraintType } from "./table.ts";

/** One migration as its tool runs it. `order` counts from 0 inside its `root`. */
export interface Migration extends Seen<"migration"> {
  readonly tool: string;
  /** The folder that holds this history. */ readonly root: string;
  readonly version: string;
  readonly name: string;
  readonly order: number;
  readonly up: string;
  readonly down?: string;
  /** Blob hash of the up file, by which a moved migration is recognised. */ readonly hash: string;
  /** Does the file run as one transaction? */ readonly transaction: boolean;
  /** Nobody opens that transaction: PostgreSQL runs several statements of one message as one. */
  readonly implicit?: true;
  /** The file of checksums that does not know it as it is; one migration of a history speaks for all. */
  readonly stale?: string;
  /** When its tool says that it was made, where that decides whether it runs. */
  readonly stamp?: number;
  /** BEGIN, COMMIT and ROLLBACK that the way up says itself. */
  readonly controls?: readonly TransactionControl[];
  /** Most of this history has a way down, so that a migration without one stands out. */
  readonly downsUsual: boolean;
  /** By its settings the tool runs what it missed. */ readonly runsLate?: true;
  /** The tool runs it again when it changes: it is meant to be edited. */ readonly repeatable?: true;
  /** Its database where that is not PostgreSQL: what it does is judged by grammar alone. */
  readonly dialect?: Dialect;
}

export interface TransactionControl {
  readonly verb: "begin" | "commit" | "rollback";
  readonly place: Place;
  /** How many statements stand above it. */ readonly after: number;
}

/** One statement of a migration, as the engine is to run it. `index` counts from 0 in its file. */
export interface Statement extends Seen<"statement"> {
  readonly migration: string;
  readonly direction: "up" | "down";
  readonly index: number;
  readonly sql: string;
  /** PostgreSQL refuses it inside a transaction. */
  readonly alone?: true;
}

/**
 * One thing that a statement does, with what the history knew at that moment. `subject` is the table, the column, the
 * index or the view. `statement` is the id of the Statement it came from.
 */
interface Operation_<A extends string> extends Seen<"operation"> {
  readonly action: A;
  readonly migration: string;
  readonly direction: "up" | "down";
  readonly statement: string;
  readonly subject: Subject;
  /** The relation acted on (equal to `subject` where that is a relation). */
  readonly relation: Subject;
  /** The migration that created the relation, by this history; absent where none did. */
  readonly relationBorn?: string;
  /** By the history there is nothing to do: `IF EXISTS` on what is gone, `IF NOT EXISTS` on what is there. */
  readonly moot?: boolean;
}

export type Operation =
  | (Operation_<"relation-created"> & {
      readonly temporary: boolean;
      readonly unlogged?: true;
      /** `IF NOT EXISTS` on one that is there and has no such columns, or has them with another type */
      readonly skips?: readonly string[];
      /** relations whose rows it copies */ readonly copies: readonly Subject[];
    })
  | (Operation_<"relation-dropped"> & { readonly cascade: boolean; readonly view: boolean })
  | (Operation_<"relation-renamed"> & { readonly to: Subject; readonly view: boolean })
  | (Operation_<"column-added"> & {
      readonly type: string;
      readonly nullable: boolean;
      /** `volatile`, `generated` and `identity` values are written row by row. */
      readonly default: "none" | "constant" | "volatile" | "generated" | "identity";
      /** `IF NOT EXISTS`: the type of the column that is there */ readonly there?: string;
    })
  | (Operation_<"column-dropped"> & { readonly type?: string; readonly columnBorn?: string })
  | (Operation_<"column-renamed"> & { readonly to: Subject; readonly columnBorn?: string })
  | (Operation_<"column-retyped"> & {
      readonly from?: string;
      readonly to: string;
      readonly using: boolean;
      /** the collation that the statement names */ readonly collation?: string;
      readonly columnBorn?: string;
      /** Labels of the enum that its values came from and that the new one lacks; absent where the two are not known. */
      readonly lost?: readonly EnumLabel[];
    })
  | (Operation_<"column-required"> & {
      /** a valid CHECK already proves it */ readonly proved: boolean;
      readonly columnBorn?: string;
    })
  | (Operation_<"column-freed"> & { readonly columnBorn?: string })
  | (Operation_<"default-changed"> & {
      readonly dropped: boolean;
      /** it had one to drop */ readonly had: boolean;
      readonly columnBorn?: string;
    })
  | (Operation_<"constraint-added"> & {
      readonly name?: string;
      readonly constraint: ConstraintType;
      readonly columns: readonly string[];
      /** checked against the rows at once (no NOT VALID) */ readonly validated: boolean;
      readonly references?: Subject;
      /** the migration that created the referenced table */
      readonly referencesBorn?: string;
      readonly usingIndex: boolean;
      /** a foreign key that deletes with the row that it points to */
      readonly cascades?: true;
    })
  | (Operation_<"constraint-validated"> & { readonly name: string })
  | (Operation_<"constraint-dropped"> & { readonly name: string })
  | (Operation_<"index-built"> & {
      readonly name?: string;
      readonly concurrently: boolean;
      readonly unique: boolean;
      /** of its key, those inside expressions included */
      readonly columns: readonly string[];
      /** over those columns of every row: no expression, no WHERE */
      readonly plain: boolean;
      readonly ifNotExists: boolean;
      /** `IF NOT EXISTS`, and the index of that name is another one */
      readonly skips?: readonly string[];
      readonly onPartitioned: boolean;
      /** not on its partitions */
      readonly only: boolean;
    })
  | (Operation_<"index-dropped"> & {
      readonly concurrently: boolean;
      /** of its key */
      readonly columns: readonly string[];
      readonly indexBorn?: string;
      /** the constraint that needs it */
      readonly backs?: ConstraintType;
    })
  /** `subject` is the index, or what has all the indexes */
  | (Operation_<"index-rebuilt"> & {
      readonly concurrently: boolean;
      readonly all: "index" | "table" | "schema" | "database" | "system";
    })
  | (Operation_<"partition-attached"> & {
      readonly partition: Subject;
      readonly partitionBorn?: string;
      /** it has a valid CHECK, which may prove that every row belongs there */
      readonly checked: boolean;
      /** the DEFAULT partition, whose rows are looked through */
      readonly fallback?: Subject;
      readonly fallbackChecked: boolean;
    })
  | (Operation_<"partition-detached"> & { readonly partition: Subject; readonly concurrently: boolean })
  | (Operation_<"rows-changed"> & {
      readonly verb: "insert" | "update" | "delete" | "truncate";
      readonly copies: readonly Subject[];
      /** nothing bounds it: no WHERE, or one that is always true */
      readonly everyRow: boolean;
      /** columns that an UPDATE sets or an INSERT names */
      readonly sets: readonly { readonly column: string; readonly born?: string }[];
      /** TRUNCATE … CASCADE: the tables named there, while this one is emptied because it points to them */
      readonly emptiedWith?: readonly Subject[];
    })
  /** `relation` is the schema in the next one, the type in the two after it. */
  | (Operation_<"schema-dropped"> & {
      readonly cascade: boolean;
      readonly ifExists: boolean;
      /** tables and views that the history knows inside */
      readonly inside: readonly { readonly subject: Subject; readonly born?: string }[];
    })
  | (Operation_<"type-dropped"> & {
      readonly cascade: boolean;
      /** columns of the type that go with it */
      readonly columns: readonly {
        readonly subject: Subject;
        readonly born?: string;
        readonly relationBorn?: string;
      }[];
    })
  | (Operation_<"enum-label-added"> & { readonly label: string })
  | (Operation_<"enum-label-renamed"> & { readonly from: EnumLabel; readonly to: string })
  | (Operation_<"access-changed"> & {
      readonly granted: boolean;
      /** as written; empty for ALL */
      readonly privileges: readonly string[];
      /** roles; `PUBLIC` is everybody */
      readonly roles: readonly string[];
      readonly grantOption: boolean;
    })
  | (Operation_<"alter-planned"> & AlterPlan)
  | (Operation_<"other"> & {
      readonly node: string;
      /** the one value beside the node that a rule asks for: a mode, a name */ readonly detail?: string;
    });

export interface EnumLabel {
  readonly label: string;
  /** The migration that brought it, by this history. */
  readonly born?: string;
}

export type OperationAction = Operation["action"];
export type OperationOf<A extends OperationAction> = Extract<Operation, { readonly action: A }>;
