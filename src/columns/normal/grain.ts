import type { Expr } from "../query.ts";
import type { Output, Plan, SelectPlan } from "../resolve/plan.ts";
import { makesRows } from "./kinds-of-calls.ts";
import { leafOf, refOf } from "./leaf-of.ts";
import type { Leaf, Scope } from "./scope.ts";
import type { Writer } from "./writer.ts";

/** Columns that together are another in each row, by their keys; none of them where there is one row at most. */
export type RowKey = readonly string[];

/** What is known of the rows of a relation outside of the query, by its name. */
export type KeysOfTable = (relation: string) => readonly RowKey[];

/** Tells by which columns the rows of queries are told apart, as far as the text and what is known of tables say it. */
export class Grain {
  readonly #writer: Writer;
  readonly #tables: KeysOfTable;
  readonly #known = new Map<Plan, readonly RowKey[]>();

  constructor(writer: Writer, tables: KeysOfTable = () => []) {
    this.#writer = writer;
    this.#tables = tables;
  }

  keys(plan: Plan, outer?: Scope): readonly RowKey[] {
    const known = this.#known.get(plan);
    if (known !== undefined) return known;
    // A recursive query reads itself.
    this.#known.set(plan, []);
    const keys = this.#keys(plan, outer);
    const all = plan.kind === "select" ? [...keys, ...this.#hashed(plan, keys, outer)] : keys;
    this.#known.set(plan, all);
    return all;
  }

  /** A hash of all columns of a key is a key. */
  #hashed(plan: SelectPlan, keys: readonly RowKey[], outer: Scope | undefined): readonly RowKey[] {
    const scope = this.#writer.scope(plan, outer);
    const hashes = plan.outputs.flatMap((output) => {
      if (output.kind === "star" || output.expr?.kind !== "call" || !HASH.test(output.expr.op)) return [];
      return [{ key: output.key, of: new Set(namesIn(output.expr).map((name) => this.#writer.expr(name, scope))) }];
    });
    if (hashes.length === 0) return [];
    const textOf = (name: string): string => {
      const at = plan.outputs.findIndex((output) => output.kind === "column" && output.key === name);
      return at < 0 ? "" : this.#writer.output(plan, at, "", outer);
    };
    return hashes.flatMap(({ key, of }) =>
      keys.some((names) => names.length > 0 && names.every((name) => of.has(textOf(name)))) ? [[key]] : [],
    );
  }

  keysOfLeaf({ slot: { from, loose }, scope }: Leaf): readonly RowKey[] {
    if (from.kind === "table" && from.extra.length === 0) return this.#tables(from.name);
    return from.kind === "plan" && !loose ? this.keys(from.plan, scope) : [];
  }

  /** Does a join find one row at most for each row before it? */
  findsOne(leaf: Leaf, index: number, scope: Scope): boolean {
    const compared = comparedOf(leaf, index, scope);
    return this.keysOfLeaf(leaf).some((key) => key.every((column) => compared.has(column)));
  }

  #keys(plan: Plan, outer: Scope | undefined): readonly RowKey[] {
    if (plan.kind === "set") return plan.op === "union" && !plan.all ? allOf(plan.outputs) : [];
    if (plan.kind !== "select") return [];
    const { query, outputs } = plan;
    const scope = this.#writer.scope(plan, outer);
    if (query.limit.some(isOne) && query.limit.length === 1) return [[]];
    const rows = this.#writer.rows(plan, outer);
    const texts = outputs.map((_, i) => this.#writer.output(plan, i, "", outer));
    const named = (wanted: readonly string[]): readonly RowKey[] => {
      const key = wanted.map((text) => outputs[texts.indexOf(text)]);
      return key.every((one) => one?.kind === "column") ? [key.map((one) => one.key)] : [];
    };
    const written = (list: readonly Expr[]): readonly RowKey[] => {
      const key = list.map((expr) => {
        const output = outputs[texts.indexOf(this.#writer.expr(expr, scope))];
        return output?.kind === "column" ? output.key : behindStar(expr, plan);
      });
      return key.includes(undefined) ? [] : [key.filter((name) => name !== undefined)];
    };
    if (query.distinctOn.length > 0) return written(query.distinctOn);
    const found: RowKey[] = query.distinct ? [...allOf(outputs)] : [];
    for (const expr of query.qualify.flatMap(conjunctsOf)) {
      const parts = firstOf(expr, (column) => outputExpr(plan, column));
      if (parts !== undefined) found.push(...written(parts));
    }
    for (const output of outputs) {
      if (output.kind === "star" || output.expr === undefined) continue;
      const parts = numberedBy(output.expr);
      if (parts !== undefined) for (const key of written(parts)) found.push([...key, output.key]);
    }
    if (rows.group !== undefined) return [...found, ...named(rows.group)];
    if (outputs.some(({ expr }) => expr !== undefined && makesRows(expr))) return found;
    return [...found, ...this.#kept(plan, scope)];
  }

  /** Where each row is one of the first relation, its keys hold. */
  #kept(plan: SelectPlan, scope: Scope): readonly RowKey[] {
    const [first, ...rest] = scope.leaves;
    if (first === undefined) return [[]];
    const single = rest.every(
      (leaf, i) =>
        /^(?:semi|anti)$/.test(leaf.how) ||
        (/^(?:left|inner|cross)$/.test(leaf.how) && this.findsOne(leaf, i + 1, scope)),
    );
    if (!single) return [];
    const fixed = fixedIn(scope);
    return this.keysOfLeaf(first).flatMap((key) => {
      const names = key.filter((column) => !fixed.has(column)).map((column) => nameOutside(plan, scope, column));
      return names.includes(undefined) ? [] : [names.filter((name) => name !== undefined)];
    });
  }
}

const HASH = /^(?:md5|sha|sha1|sha2|sha256|sha512|hash|farm_fingerprint|xxhash64|to_hex)/;

const namesIn = (expr: Expr): readonly Expr[] =>
  expr.kind === "column" ? [expr] : expr.kind === "call" ? expr.args.flatMap(namesIn) : [];

const allOf = (outputs: readonly Output[]): readonly RowKey[] =>
  outputs.every((output) => output.kind === "column") ? [outputs.map(({ key }) => key)] : [];

const isOne = (expr: Expr): boolean =>
  (expr.kind === "literal" && expr.value === "1") ||
  (expr.kind === "call" && expr.args.length === 1 && expr.args.every(isOne));

export const conjunctsOf = (expr: Expr): readonly Expr[] =>
  expr.kind === "call" && (expr.op === "and" || expr.op === "paren") ? expr.args.flatMap(conjunctsOf) : [expr];

const outputExpr = ({ refs, outputs }: SelectPlan, column: Extract<Expr, { kind: "column" }>): Expr | undefined => {
  const ref = refs.get(column);
  return ref?.kind === "output" && ref.up === 0 ? outputs[ref.index]?.expr : undefined;
};

/** What rows are numbered by, where a condition wants the first of each number. */
function firstOf(
  expr: Expr,
  madeOf: (column: Extract<Expr, { kind: "column" }>) => Expr | undefined,
): readonly Expr[] | undefined {
  if (expr.kind !== "call" || expr.op !== "eq") return undefined;
  const [a, b] = expr.args;
  if (a === undefined || b === undefined) return undefined;
  const number = isOne(b) ? a : isOne(a) ? b : undefined;
  const made = number?.kind === "column" ? madeOf(number) : number;
  return made === undefined ? undefined : numberedBy(made);
}

/** What a `row_number()` begins anew for: with these it tells rows apart. */
function numberedBy(expr: Expr): readonly Expr[] | undefined {
  if (expr.kind !== "call" || expr.op !== "window_function") return undefined;
  const [of, ...rest] = expr.args;
  if (of?.kind !== "call" || of.op !== "row_number") return undefined;
  const parts = /partition_by:\[([?,]*)\]/.exec(expr.text)?.[1]?.split(",").length ?? 0;
  return rest.slice(0, parts);
}

/** A column that leaves the query through a `*`. */
function behindStar(expr: Expr, { refs, outputs }: SelectPlan): string | undefined {
  const ref = expr.kind === "column" ? refs.get(expr) : undefined;
  if (ref?.kind !== "slot" || ref.up > 0) return undefined;
  const star = outputs.find(
    (output) =>
      output.kind === "star" && output.slot === ref.slot && output.item === ref.item && !output.except.has(ref.key),
  );
  return star === undefined ? undefined : ref.key;
}

/** Columns of the first relation that have one value in all rows that are kept. */
function fixedIn(top: Scope): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { expr, scope } of [...top.where, ...top.plan.query.where.map((one) => ({ expr: one, scope: top }))])
    for (const one of conjunctsOf(expr)) {
      if (one.kind !== "call" || one.op !== "eq") continue;
      const column = one.args.find(({ kind }) => kind === "column");
      const at =
        column === undefined || !one.args.some(({ kind }) => kind === "literal")
          ? undefined
          : leafOf(refOf(column, scope), scope);
      if (at?.leaf === 0) found.add(at.key);
    }
  return found;
}

/** Under which name a column of the first relation leaves the query. */
function nameOutside(plan: SelectPlan, scope: Scope, column: string): string | undefined {
  for (const output of plan.outputs) {
    if (output.kind === "star") {
      const at =
        output.slot < 0 || output.except.has(column)
          ? undefined
          : leafOf({ kind: "slot", up: 0, slot: output.slot, item: output.item, key: column }, scope);
      if (at?.leaf === 0 && at.key === column) return column;
      continue;
    }
    const at = leafOf(output.expr === undefined ? output.ref : refOf(output.expr, scope), scope);
    if (at?.leaf === 0 && at.key === column) return output.key;
  }
  return undefined;
}

/** Columns of a relation that have to be equal to something outside of it: by its join, or by WHERE where it is not an outer one. */
export function comparedOf({ on, using, how }: Leaf, index: number, top: Scope): ReadonlySet<string> {
  const found = new Set<string>();
  const beside = how === "left" ? [] : [...top.where, ...top.plan.query.where.map((expr) => ({ expr, scope: top }))];
  for (const { expr, scope } of [...on, ...beside])
    for (const one of conjunctsOf(expr)) {
      if (one.kind !== "call" || one.op !== "eq") continue;
      const [a, b] = one.args.map((arg) => leafOf(refOf(arg, scope), scope));
      if (a?.leaf === index && b?.leaf !== index) found.add(a.key);
      else if (b?.leaf === index && a?.leaf !== index) found.add(b.key);
    }
  for (const { right } of using.list) {
    const at = leafOf(right, using.scope);
    if (at?.leaf === index) found.add(at.key);
  }
  return found;
}
