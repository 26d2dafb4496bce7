import type { AlterPlan } from "../model/alter-plan.ts";
import type { TransactionControl } from "../model/migration.ts";
import type { ConstraintType, IndexPart } from "../model/table.ts";

/** A name as it is written; which schema an unqualified one means only the history knows. */
export interface Name {
  readonly schema?: string;
  readonly name: string;
}

/** Where something stands in its text. Lines and columns count from 1. */
export interface Spot {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

export type DefaultKind = "none" | "constant" | "volatile" | "generated" | "identity";
export type RelationKind = "table" | "view" | "materialized view";

export interface ColumnShape {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: DefaultKind;
  readonly constraints: readonly ConstraintShape[];
}

export interface ConstraintShape {
  readonly spot: Spot;
  readonly name?: string;
  readonly type: ConstraintType;
  readonly columns: readonly string[];
  readonly references?: Name;
  /** Columns that a foreign key points to; none where it means the primary key. */
  readonly keys?: readonly string[];
  /** A foreign key deletes with the row that it points to. */
  readonly cascades?: true;
  /** Rows are checked when it is added. */
  readonly checked: boolean;
  /** It counts as valid from then on. */
  readonly valid: boolean;
  readonly usingIndex?: string;
  readonly provesNotNull?: string;
}

interface Act_<D extends string> {
  readonly do: D;
  readonly spot: Spot;
  readonly relation: Name;
  /** `IF EXISTS` or `IF NOT EXISTS`. */
  readonly lenient?: boolean;
}

/** What a statement does by its text alone: an operation before the history has told what the names mean. */
export type Act =
  | (Act_<"create-relation"> & {
      readonly kind: RelationKind;
      readonly temporary: boolean;
      readonly unlogged?: true;
      readonly replace: boolean;
      readonly copies: readonly Name[];
      readonly columns: readonly ColumnShape[];
      readonly constraints: readonly ConstraintShape[];
      /** Columns known by name alone, of a query. */
      readonly outputs: readonly string[];
      /** Tables whose columns it takes over as they are at that moment. */
      readonly like: readonly Name[];
      /** Tables whose columns it shares from then on (INHERITS, PARTITION OF). */
      readonly parents: readonly Name[];
      /** Relations that a view is made of. */
      readonly reads: readonly Name[];
      /** Its columns are not all spelt out here. */
      readonly partial: boolean;
      /** What each column of its query is, undefined for an expression; `*` for all. */
      readonly carries?: readonly (string | undefined)[];
      readonly partitioned?: true;
      /** It takes the rows that no other partition takes. */
      readonly fallback?: true;
    })
  /** A table copied into a new shape of itself, as SQLite has to. */
  | (Act_<"rebuild-relation"> & {
      readonly columns: readonly ColumnShape[];
      readonly constraints: readonly ConstraintShape[];
      /** Columns that are filled from the old table: by which of its columns, absent for an expression. */
      readonly carried: readonly { readonly to: string; readonly from?: string }[];
      readonly partial: boolean;
      /** Foreign keys are not switched off while the old table is dropped. */
      readonly unguarded: boolean;
    })
  | (Act_<"drop-relation"> & {
      readonly kind: RelationKind;
      readonly cascade: boolean;
      /** OR REPLACE: only if the history knows that it is there. */
      readonly ifKnown?: true;
    })
  /** `swaps`: the table of that name takes this one's in return. */
  | (Act_<"rename-relation"> & { readonly to: string; readonly kind: RelationKind; readonly swaps?: true })
  | (Act_<"move-relation"> & { readonly schema: string; readonly kind: RelationKind })
  | (Act_<"add-column"> & { readonly column: ColumnShape })
  | (Act_<"drop-column"> & { readonly column: string })
  | (Act_<"rename-column"> & { readonly column: string; readonly to: string })
  | (Act_<"retype-column"> & {
      readonly column: string;
      readonly type: string;
      readonly using: boolean;
      readonly collation?: string;
    })
  /** `restated`: the statement says the whole column anew, so that only what is known to be otherwise changes. */
  | (Act_<"require-column"> & { readonly column: string; readonly restated?: true })
  | (Act_<"free-column"> & { readonly column: string; readonly restated?: true })
  | (Act_<"change-default"> & { readonly column: string; readonly dropped: boolean; readonly restated?: true })
  | (Act_<"add-constraint"> & { readonly constraint: ConstraintShape })
  | (Act_<"validate-constraint"> & { readonly name: string })
  | (Act_<"drop-constraint"> & { readonly name: string })
  | (Act_<"rename-constraint"> & { readonly name: string; readonly to: string })
  | (Act_<"build-index"> & {
      readonly name?: string;
      readonly columns: readonly string[];
      /** Every column in it, expressions and its WHERE included. */
      readonly uses: readonly string[];
      readonly concurrently: boolean;
      readonly unique: boolean;
      /** Columns of its key, those inside expressions included. */
      readonly keys: readonly string[];
      /** Nothing but columns, of every row. */
      readonly plain: boolean;
      readonly method: string;
      readonly parts?: readonly IndexPart[];
      readonly includes?: true;
      /** Not on the table's partitions. */
      readonly only?: true;
    })
  /** `relation` is the index itself in the two below; `on` its table, where a name is one table's own. */
  | (Act_<"drop-index"> & { readonly concurrently: boolean; readonly on?: Name })
  | (Act_<"rename-index"> & { readonly to: string; readonly on?: Name })
  /** How MySQL is to carry out the statement that it stands in. */
  | (Act_<"plan-alter"> & AlterPlan)
  | (Act_<"rebuild-index"> & {
      readonly concurrently: boolean;
      /** `relation` is the index, the table, the schema or nothing. */
      readonly all: "index" | "table" | "schema" | "database" | "system";
    })
  | (Act_<"attach-partition"> & { readonly partition: Name; readonly fallback: boolean })
  | (Act_<"detach-partition"> & { readonly partition: Name; readonly concurrently: boolean })
  | (Act_<"change-rows"> & {
      readonly verb: "insert" | "update" | "delete" | "truncate";
      readonly copies: readonly Name[];
      /** No WHERE, or one that is always true. */
      readonly everyRow: boolean;
      /** Columns that an UPDATE sets or an INSERT names. */
      readonly sets: readonly string[];
      /** What an INSERT … SELECT puts into each, undefined for an expression; `*` for all. */
      readonly carries?: readonly (string | undefined)[];
      /** Tables of a TRUNCATE … CASCADE, at the last of them: what points to them is emptied too. */
      readonly cascadeFrom: readonly Name[];
    })
  | (Act_<"change-access"> & {
      readonly granted: boolean;
      readonly privileges: readonly string[];
      readonly roles: readonly string[];
      readonly grantOption: boolean;
    })
  /** `relation.name` is the schema in the next three. */
  | (Act_<"create-schema"> & object)
  | (Act_<"drop-schema"> & { readonly cascade: boolean })
  | (Act_<"rename-schema"> & { readonly to: string })
  /** `relation` is the type in the next five; `labels` are those of an enum. */
  | (Act_<"create-type"> & { readonly node: string; readonly labels?: readonly string[] })
  | (Act_<"add-label"> & { readonly label: string })
  | (Act_<"rename-label"> & { readonly label: string; readonly to: string })
  | (Act_<"drop-type"> & { readonly cascade: boolean })
  | (Act_<"rename-type"> & { readonly to: string })
  /** `relation` is the function; its acts happen when something calls it. */
  | (Act_<"create-function"> & {
      readonly acts: readonly Act[];
      readonly gaps: readonly TextGap[];
      readonly detail?: string;
    })
  /** A statement that calls functions; `relation.name` is its node. */
  | (Act_<"call"> & { readonly functions: readonly Name[] })
  | (Act_<"search-path"> & { readonly path: readonly string[] })
  /** `detail` is the one value beside the node that a rule asks for: a mode, a name. */
  | (Act_<"other"> & {
      readonly node: string;
      readonly about: "table" | "view" | "type" | "schema" | "statement";
      readonly detail?: string;
    });

export type ActOf<D extends Act["do"]> = Extract<Act, { readonly do: D }>;

/** A piece of text that could not be understood, before it has a path. */
export interface TextGap {
  readonly key: string;
  readonly spot: Spot;
  readonly reason: string;
  readonly opaque: boolean;
  readonly sql: string;
  /** The file that it stands in, where that is not the migration's own. */
  readonly file?: string;
}

export interface ScriptStatement {
  readonly sql: string;
  readonly spot: Spot;
  readonly acts: readonly Act[];
  /** What inside this statement could not be understood. */
  readonly gaps: readonly TextGap[];
  /** PostgreSQL refuses it inside a transaction. */
  readonly alone: boolean;
  /** The file that it stands in, where that is not the migration's own. */
  readonly file?: string;
}

export interface Script {
  readonly statements: readonly ScriptStatement[];
  /** Texts that are no statement that PostgreSQL reads. */
  readonly gaps: readonly TextGap[];
  /** The file opens a transaction of its own. */
  readonly begins: boolean;
  readonly controls: readonly Control[];
}

export interface Control extends Pick<TransactionControl, "verb" | "after"> {
  readonly spot: Spot;
}
