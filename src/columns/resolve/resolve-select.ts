import { lowerQuery } from "../parse/lower-query.ts";
import type { ColumnExpr, Expr, Item, QueryExpr, Select } from "../query.ts";
import { expandStar } from "./expand-star.ts";
import { findColumn, type Found } from "./find-column.ts";
import type { Output, Plan, Ref, Surroundings } from "./plan.ts";
import { lifted, slotsOf } from "./slots.ts";

/** Which aliases of the SELECT list a clause may use: none, those before an entry, or all. */
type Aliases = { readonly before: number; readonly first?: boolean };

/** One SELECT: its relations, its outputs, and what every name in it means. */
export function resolveSelect(query: Select, around: Surroundings): Plan {
  const { world, scalars, outer } = around;
  const { dialect, budget } = world;
  const { slots, merged } = slotsOf(query.from, around);
  const refs = new Map<ColumnExpr, Ref>();
  const queries = new Map<QueryExpr, Plan>();
  const lateral = dialect.lateral ? query.items.length : 0;
  const { outputs, aliases } = listed();

  for (const { on } of slots) visitAll(on, { before: 0 });
  for (const { from } of slots) if (from.kind === "call") visit(from.call, { before: 0 });
  for (const output of outputs)
    if (output.kind === "column" && output.expr !== undefined)
      visit(output.expr, { before: dialect.lateral ? output.index : 0 });
  visitAll(query.where, { before: lateral });
  visitAll([...query.group, ...query.having, ...query.qualify, ...query.windows, ...query.distinctOn], {
    before: query.items.length,
  });
  visitAll([...query.order, ...query.extra], { before: query.items.length, first: true });
  visitAll(query.limit, { before: 0 });
  return { kind: "select", query, slots, outputs: asked(), refs, queries };

  function listed() {
    const outputs: (Output & { readonly index: number })[] = [];
    const aliases = new Map<string, { readonly item: Item; readonly index: number; readonly output: number }>();
    for (const [index, item] of query.items.entries()) {
      const made = item.expr.kind === "star" ? expandStar(item.expr, slots, merged, dialect) : [single(item, index)];
      const key = item.alias === undefined ? undefined : dialect.fold(item.alias);
      if (key !== undefined && !aliases.has(key)) aliases.set(key, { item, index, output: outputs.length });
      outputs.push(...made.map((output) => ({ ...output, index })));
    }
    budget.spend(outputs.length);
    return { outputs, aliases };
  }

  function single({ expr, alias }: Item, index: number): Output {
    const name = alias ?? (expr.kind === "column" ? expr.parts.at(-1) : undefined) ?? fieldName(expr);
    if (name === undefined) return { kind: "column", key: `_col_${index}`, name: "", expr };
    return {
      kind: "column",
      key: dialect.fold(name),
      name: name.text,
      expr,
      ...(name.at !== undefined && { at: name.at }),
    };
  }

  function asked(): readonly Output[] {
    const plain = outputs.map(({ index: _, ...output }) => output as Output);
    if (query.as === undefined) return plain;
    // A value table: what it gives is not told from here.
    return query.as === "STRUCT" ? plain : [{ kind: "star", slot: -1, item: -1, except: new Set() }];
  }

  function visitAll(list: readonly Expr[], may: Aliases): void {
    for (const expr of list) visit(expr, may);
  }

  function visit(expr: Expr, may: Aliases, bound: ReadonlySet<string> = NONE): void {
    if (expr.kind === "column") {
      refs.set(expr, lookUp(expr, may, bound));
    } else if (expr.kind === "call") {
      const inside = expr.op === "lambda" ? new Set([...bound, ...parametersOf(expr.text)]) : bound;
      for (const arg of expr.args) visit(arg, may, inside);
    } else if (expr.kind === "query") {
      const inside = {
        ...around,
        outer: (column: ColumnExpr, up: number): Ref => lifted(lookUp(column, may, bound), up),
      };
      queries.set(expr, world.plan(lowerQuery(expr.raw), inside));
    }
  }

  function lookUp(column: ColumnExpr, may: Aliases, bound: ReadonlySet<string>): Ref {
    const [first] = column.parts;
    const key = first === undefined ? "" : dialect.fold(first);
    if (bound.has(key)) return { kind: "bound", name: key };
    const found = findColumn(column, slots, merged, dialect);
    const alias = column.parts.length === 1 ? aliasFor(column, key, may) : undefined;
    if (alias !== undefined && (may.first === true || found?.sure !== true)) return alias;
    if (found !== undefined && (found.sure || outer === undefined)) return found.ref;
    if (scalars.has(key)) return { kind: "bound", name: key };
    return outside(column, found) ?? { kind: "lost", name: column.parts.map(dialect.fold).join("."), why: "missing" };
  }

  /** A star that may hold the name stands nearer than a query outside, unless that one is sure of it. */
  function outside(column: ColumnExpr, found: Found | undefined): Ref | undefined {
    if (found !== undefined) return found.ref;
    const beyond = outer?.(column, 1);
    return beyond?.kind === "lost" ? undefined : beyond;
  }

  function aliasFor(column: ColumnExpr, key: string, { before, first }: Aliases): Ref | undefined {
    const alias = aliases.get(key);
    if (alias === undefined || alias.index >= before) return undefined;
    // `trim(name) as name`: the name was there before, so it is the relation's wherever that may be meant.
    if (first !== true && mentions(alias.item.expr, key)) return undefined;
    if (alias.item.expr === column) return undefined;
    return { kind: "output", up: 0, index: alias.output };
  }

  function mentions(expr: Expr, key: string): boolean {
    if (expr.kind === "column") return expr.parts.some((part) => dialect.fold(part) === key);
    return expr.kind === "call" && expr.args.some((arg) => mentions(arg, key));
  }
}

const NONE: ReadonlySet<string> = new Set();

const parametersOf = (text: string): readonly string[] =>
  /^\{parameters:\[([^\]]*)\]/
    .exec(text)?.[1]
    ?.split(",")
    .map((name) => name.replaceAll('"', "")) ?? [];

/** `x.y` of something that is no column, and a cast keeps the name of what it casts in most databases. */
function fieldName(expr: Expr): { readonly text: string; readonly quoted: boolean; readonly at?: number } | undefined {
  if (expr.kind !== "call") return undefined;
  if (expr.op === "field") return { text: expr.text, quoted: false };
  const [of] = expr.args;
  if (!/^(?:try_|safe_)?cast$/.test(expr.op) || of === undefined) return undefined;
  return of.kind === "column" ? of.parts.at(-1) : fieldName(of);
}
