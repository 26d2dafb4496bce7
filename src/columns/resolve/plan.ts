import type { Catalog, RowItem } from "./row.ts";
import type { Dialect } from "../parse/dialect.ts";
import type { ColumnExpr, Expr, JoinKind, PivotSource, Query, QueryExpr, Select, UnpivotSource } from "../query.ts";

/** A query with every name led to where it comes from. Plans of CTEs are shared by those who read them. */
export type Plan = SelectPlan | SetPlan | ValuesPlan | OpaquePlan;

export interface SelectPlan {
  readonly kind: "select";
  readonly query: Select;
  readonly slots: readonly Slot[];
  readonly outputs: readonly Output[];
  readonly refs: ReadonlyMap<ColumnExpr, Ref>;
  readonly queries: ReadonlyMap<QueryExpr, Plan>;
}

export interface SetPlan {
  readonly kind: "set";
  readonly op: "union" | "intersect" | "except";
  readonly all: boolean;
  readonly branches: readonly Branch[];
  readonly outputs: readonly Output[];
  /** False where a branch has more columns than another, or a star at another place. */
  readonly aligned: boolean;
  readonly order: readonly Expr[];
  readonly limit: readonly Expr[];
}

/** `at[i]` is the branch's output that goes into output `i`, or -1. */
export interface Branch {
  readonly plan: Plan;
  readonly at: readonly number[];
}

export interface ValuesPlan {
  readonly kind: "values";
  readonly rows: readonly (readonly Expr[])[];
  readonly outputs: readonly Output[];
}

export interface OpaquePlan {
  readonly kind: "opaque";
  readonly what: string;
  readonly args: readonly Expr[];
  readonly outputs: readonly Output[];
}

export type Output = OutputColumn | OutputStar;

export interface OutputColumn {
  readonly kind: "column";
  readonly key: string;
  readonly name: string;
  /** Offset in the text. */
  readonly at?: number;
  readonly expr?: Expr;
  /** What it is where no expression says it. */
  readonly ref?: Ref;
}

/** All that is not known of one entry of a slot's row. */
export interface OutputStar {
  readonly kind: "star";
  readonly slot: number;
  readonly item: number;
  readonly except: ReadonlySet<string>;
  /** `record.*`: the column whose fields it is; there is no slot then. */
  readonly field?: string;
  /** An entry whose name a template left open. */
  readonly expr?: Expr;
}

/** One relation of a FROM clause. */
export interface Slot {
  readonly alias?: string;
  /** Its folded name, part by part, where it is a table. */
  readonly parts: readonly string[];
  readonly how: JoinKind;
  readonly on: readonly Expr[];
  readonly using: readonly Using[];
  readonly from: Origin;
  readonly row: readonly RowItem[];
  /** A row that no `*` shows: of a semi join. */
  readonly unseen: boolean;
  /** Its row is named anew behind a star: entries are not those of its origin. */
  readonly loose: boolean;
}

export interface Using {
  readonly key: string;
  readonly left: Ref;
  readonly right: Ref;
}

export type Origin =
  | { readonly kind: "table"; readonly name: string; readonly extra: readonly Expr[] }
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "call"; readonly call: Expr; readonly name: string }
  | { readonly kind: "pivot"; readonly of: Slot; readonly source: PivotSource; readonly fold: Dialect["fold"] }
  | { readonly kind: "unpivot"; readonly of: Slot; readonly source: UnpivotSource; readonly fold: Dialect["fold"] }
  | { readonly kind: "recursion"; readonly name: string };

/** What a name means. `up` counts the queries that it reaches out of. */
export type Ref =
  | {
      readonly kind: "slot";
      readonly up: number;
      readonly slot: number;
      readonly item: number;
      readonly key: string;
      /** How many parts of a dotted name it took: what is left are fields. */
      readonly took?: number;
    }
  | { readonly kind: "merged"; readonly refs: readonly Ref[] }
  | { readonly kind: "output"; readonly up: number; readonly index: number }
  | { readonly kind: "row"; readonly up: number; readonly slot: number }
  /** A parameter of a lambda, a scalar: nothing of a relation. */
  | { readonly kind: "bound"; readonly name: string }
  | {
      readonly kind: "lost";
      readonly name: string;
      readonly why: "ambiguous" | "missing";
      /** Two relations are known to give it. */
      readonly certain?: true;
    };

/** How sure a scope is that a name is its own. */
export interface Found {
  readonly ref: Ref;
  /** A column by that name is there, not only a star that may hold it. */
  readonly sure: boolean;
}

/** A name that a WITH clause gives to a query. */
export interface CteEntry {
  readonly name: string;
  readonly plan: () => Plan | undefined;
  readonly row: () => readonly RowItem[] | undefined;
}

/** What a query can see of the world around it. */
export interface World {
  readonly dialect: Dialect;
  readonly catalog: Catalog;
  /** Stars of known relations are written out; else they stay, so that they cancel between two sides. */
  readonly expand: boolean;
  /** Whether a template left (a part of) a name open: it may stand for any expression, and name any number of columns. */
  readonly hole: (key: string) => boolean;
  readonly budget: Budget;
  /** Resolves a query inside of another. */
  readonly plan: (query: Query, surroundings: Surroundings) => Plan;
}

export interface Surroundings {
  readonly world: World;
  readonly ctes: ReadonlyMap<string, CteEntry>;
  /** Names that stand for a value. */
  readonly scalars: ReadonlySet<string>;
  /** Looks a name up in the queries outside. */
  readonly outer?: (column: ColumnExpr, up: number) => Found | undefined;
}

/** Bounds a text that doubles itself from CTE to CTE. */
export class Budget {
  #left = 100_000;
  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) throw new RangeError("too many columns");
  }
}
