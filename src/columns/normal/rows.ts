import type { Expr } from "../query.ts";
import type { Plan, Ref, SelectPlan } from "../resolve/plan.ts";
import type { Scope } from "./scope.ts";

/** The rows of a query apart from its columns, part by part. Equal texts are equal rows. */
export interface Rows {
  readonly kind: string;
  readonly sources: readonly string[];
  readonly where: readonly string[];
  readonly group: readonly string[] | undefined;
  readonly having: readonly string[];
  readonly qualify: readonly string[];
  readonly distinct: readonly string[] | undefined;
  readonly limit: readonly string[];
  readonly other: readonly string[];
}

/** How the parts of a query are written in one spelling. */
export interface Spelling {
  readonly scope: (plan: SelectPlan, outer?: Scope) => Scope;
  readonly body: (plan: Plan, outer?: Scope) => string;
  readonly output: (plan: Plan, index: number, key?: string, outer?: Scope) => string;
  readonly expr: (expr: Expr, scope: Scope) => string;
  readonly ref: (ref: Ref, scope: Scope) => string;
  readonly loose: (expr: Expr) => string;
  readonly short: (text: string) => string;
}
