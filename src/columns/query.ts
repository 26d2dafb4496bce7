/** A name as it was written. `at` is its offset in the text, where the parser gave one. */
export interface Name {
  readonly text: string;
  readonly quoted: boolean;
  readonly at?: number;
}

export type Expr = ColumnExpr | StarExpr | QueryExpr | LiteralExpr | CallExpr;

/** `a`, `t.a`, `s.t.a.field`: which part is what is found out in a scope. */
export interface ColumnExpr {
  readonly kind: "column";
  readonly parts: readonly Name[];
}

export interface StarExpr {
  readonly kind: "star";
  readonly of: readonly Name[];
  readonly except: readonly Name[];
  readonly replace: readonly Item[];
  readonly rename: readonly (readonly [from: Name, to: Name])[];
}

/** A query inside of an expression, as the parser has it: it is read where its scope is known. */
export interface QueryExpr {
  readonly kind: "query";
  readonly raw: unknown;
}

export interface LiteralExpr {
  readonly kind: "literal";
  /** `number`, `string`, `boolean`, `null`, `date` … */
  readonly type: string;
  readonly value: string;
}

/** Everything else: an operator, a function, a cast. `text` is what tells two of one `op` apart beside their arguments. */
export interface CallExpr {
  readonly kind: "call";
  readonly op: string;
  readonly text: string;
  readonly args: readonly Expr[];
}

/** One entry of a SELECT list. */
export interface Item {
  readonly expr: Expr;
  readonly alias?: Name;
}

export interface Cte {
  readonly name: Name;
  readonly columns: readonly Name[];
  readonly query: Query;
  readonly recursive: boolean;
}

export type Query = Select | SetQuery | ValuesQuery | OpaqueQuery;

export interface Select {
  readonly kind: "select";
  readonly ctes: readonly Cte[];
  readonly items: readonly Item[];
  readonly from: readonly Joined[];
  readonly where: readonly Expr[];
  readonly group: readonly Expr[];
  readonly groupAll: boolean;
  readonly having: readonly Expr[];
  readonly qualify: readonly Expr[];
  readonly windows: readonly Expr[];
  readonly distinct: boolean;
  readonly distinctOn: readonly Expr[];
  readonly order: readonly Expr[];
  /** LIMIT, OFFSET, TOP, FETCH and their like. */
  readonly limit: readonly Expr[];
  /** Clauses that only some dialects have. */
  readonly extra: readonly Expr[];
  /** `SELECT AS STRUCT`: one column, whatever is selected. */
  readonly as?: string;
}

export interface SetQuery {
  readonly kind: "set";
  readonly ctes: readonly Cte[];
  readonly op: "union" | "intersect" | "except";
  readonly all: boolean;
  readonly byName: boolean;
  readonly branches: readonly Query[];
  readonly order: readonly Expr[];
  readonly limit: readonly Expr[];
}

export interface ValuesQuery {
  readonly kind: "values";
  readonly ctes: readonly Cte[];
  readonly rows: readonly (readonly Expr[])[];
}

/** A query of a kind that we do not follow. */
export interface OpaqueQuery {
  readonly kind: "opaque";
  readonly ctes: readonly Cte[];
  readonly what: string;
  readonly args: readonly Expr[];
}

export type JoinKind = "from" | "cross" | "inner" | "left" | "right" | "full" | "semi" | "anti" | "other";

export interface Joined {
  readonly source: Source;
  readonly how: JoinKind;
  readonly natural: boolean;
  readonly on: readonly Expr[];
  readonly using: readonly Name[];
}

interface Named {
  readonly alias?: Name;
  /** `as t(a, b)`. */
  readonly columns: readonly Name[];
}

export type Source = TableSource | QuerySource | CallSource | NestSource | PivotSource | UnpivotSource;

export interface TableSource extends Named {
  readonly kind: "table";
  readonly parts: readonly Name[];
  /** A sample, a moment in time: what is taken of it. */
  readonly extra: readonly Expr[];
}

export interface QuerySource extends Named {
  readonly kind: "query";
  readonly of: { readonly raw: unknown } | { readonly query: Query };
}

/** UNNEST, FLATTEN, EXPLODE, table functions. */
export interface CallSource extends Named {
  readonly kind: "call";
  readonly call: Expr;
  /** The function in lower case: `unnest`, `flatten`. */
  readonly name: string;
  readonly ordinality: boolean;
  readonly offset?: Name;
}

/** `(a join b …)`. */
export interface NestSource extends Named {
  readonly kind: "nest";
  readonly from: readonly Joined[];
}

export interface PivotSource extends Named {
  readonly kind: "pivot";
  readonly of: Source;
  readonly aggregates: readonly Item[];
  readonly fields: readonly { readonly of: Expr; readonly values: readonly Item[]; readonly open: boolean }[];
}

export interface UnpivotSource extends Named {
  readonly kind: "unpivot";
  readonly of: Source;
  readonly values: readonly Name[];
  readonly name: Name;
  readonly from: readonly Expr[];
}
