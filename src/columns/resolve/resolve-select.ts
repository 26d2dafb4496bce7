import { lowerQuery } from "../parse/lower-query.ts";
import type { ColumnExpr, Expr, Item, QueryExpr, Select } from "../query.ts";
import { expandStar } from "./expand-star.ts";
import { findColumn } from "./find-column.ts";
import type { Found, Output, Plan, Ref, Surroundings } from "./plan.ts";
import { lifted, slotsOf } from "./slots.ts";

/** Which aliases of the SELECT list a clause may use: none, those before an entry, or all; and how many relations it sees. */
type Aliases = { readonly before: number; readonly first?: boolean; readonly slots?: number };

/** One SELECT: its relations, its outputs, and what every name in it means. */
export function resolveSelect(query: Select, around: Surroundings): Plan {
  const { world, scalars, outer } = around;
  const { dialect, budget } = world;
  const { slots, merged } = slotsOf(query.from, around);
  const refs = new Map<ColumnExpr, Ref>();
  const queries = new Map<QueryExpr, Plan>();
  const lateral = dialect.lateral ? query.items.length : 0;
  const { outputs, aliases, implied } = listed();

  for (const [i, { on, from }] of slots.entries()) {
    visitAll(on, { before: 0, slots: i + 1 });
    if (from.kind === "call") visit(from.call, { before: 0, slots: i });
  }
  for (const { output, index } of outputs)
    if (output.expr !== undefined) visit(output.expr, { before: dialect.lateral ? index : 0 });
  visitAll(query.where, { before: lateral });
  visitAll([...query.group, ...query.having, ...query.qualify, ...query.windows, ...query.distinctOn], {
    before: query.items.length,
  });
  visitAll([...query.order, ...query.extra], { before: query.items.length, first: true });
  visitAll(query.limit, { before: 0 });
  return { kind: "select", query, slots, outputs: asked(), refs, queries };

  function listed() {
    const outputs: { readonly output: Output; readonly index: number }[] = [];
    const aliases = new Map<string, { readonly item: Item; readonly index: number; readonly output: number }>();
    const implied = new Map<string, { readonly index: number; readonly output: number }>();
    for (const [index, item] of query.items.entries()) {
      const made = item.expr.kind === "star" ? expandStar(item.expr, slots, merged, dialect) : [single(item, index)];
      const key = item.alias === undefined ? undefined : dialect.fold(item.alias);
      if (key !== undefined && !aliases.has(key)) aliases.set(key, { item, index, output: outputs.length });
      const last = key === undefined && item.expr.kind === "column" ? item.expr.parts.at(-1) : undefined;
      if (last !== undefined) implied.set(dialect.fold(last), { index, output: outputs.length });
      outputs.push(...made.map((output) => ({ output, index })));
    }
    budget.spend(outputs.length);
    return { outputs, aliases, implied };
  }

  function single({ expr, alias }: Item, index: number): Output {
    const written = alias === undefined ? (expr.kind === "column" ? expr.parts : []) : [alias];
    if (written.some((part) => world.hole(dialect.fold(part))))
      return {
        kind: "star",
        slot: -1,
        item: -1,
        except: new Set(),
        field: written.map(dialect.fold).join("."),
        ...(alias !== undefined && { expr }),
      };
    if (alias === undefined && givesMany(expr))
      return { kind: "star", slot: -1, item: -1, except: new Set(), field: "?", expr };
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
    const plain = outputs.map(({ output }) => output);
    if (query.as === undefined) return plain;
    // A value table: what it gives is not told from here.
    return query.as === "STRUCT" ? plain : [{ kind: "star", slot: -1, item: -1, except: new Set() }];
  }

  function visitAll(list: readonly Expr[], may: Aliases): void {
    for (const expr of list) visit(expr, may);
  }

  function visit(expr: Expr, may: Aliases, bound: ReadonlySet<string> = NONE): void {
    if (expr.kind === "column") {
      refs.set(expr, meant(expr, may, bound));
    } else if (expr.kind === "call") {
      const inside = expr.op === "lambda" ? new Set([...bound, ...parametersOf(expr.text)]) : bound;
      for (const arg of expr.args) visit(arg, may, inside);
    } else if (expr.kind === "query") {
      const inside: Surroundings = {
        ...around,
        outer: (column, up) => {
          const found = lookUp(column, may, bound);
          return found === undefined ? undefined : { ...found, ref: lifted(found.ref, up) };
        },
      };
      queries.set(expr, world.plan(lowerQuery(expr.raw), inside));
    }
  }

  function meant(column: ColumnExpr, may: Aliases, bound: ReadonlySet<string>): Ref {
    const found = lookUp(column, may, bound);
    return found?.ref ?? { kind: "lost", name: column.parts.map(dialect.fold).join("."), why: "missing" };
  }

  function lookUp(column: ColumnExpr, may: Aliases, bound: ReadonlySet<string>): Found | undefined {
    const [first] = column.parts;
    const key = first === undefined ? "" : dialect.fold(first);
    if (bound.has(key) || column.parts.some((part) => world.hole(dialect.fold(part))))
      return { ref: { kind: "bound", name: key }, sure: true };
    const found = findColumn(column, may.slots === undefined ? slots : slots.slice(0, may.slots), merged, dialect);
    const alias = column.parts.length === 1 ? aliasFor(column, key, may) : undefined;
    if (alias !== undefined && (may.first === true || found?.sure !== true)) return { ref: alias, sure: true };
    const shown = column.parts.length === 1 ? implied.get(key) : undefined;
    // `select a.id … group by id`, where `b` has one too.
    if (found?.ref.kind === "lost" && shown !== undefined && shown.index < may.before)
      return { ref: { kind: "output", up: 0, index: shown.output }, sure: true };
    if (found?.sure === true) return found;
    if (scalars.has(key)) return { ref: { kind: "bound", name: key }, sure: true };
    // `t.a` may be a field of a column `t` that a star holds; a query outside that has a `t` is nearer.
    if (found !== undefined && column.parts.length === 1) return found;
    const beyond = outer?.(column, 1);
    return beyond?.sure === true ? beyond : (found ?? beyond);
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

/** An entry that may be any number of columns: `columns('a.*')`, `t.* ilike 'a%'`, `inline(rows)`. */
const givesMany = (expr: Expr): boolean =>
  expr.kind === "call" && (MANY.test(expr.op) || (/^(?:i_)?like$/.test(expr.op) && expr.args[0]?.kind === "star"));
const MANY = /^(?:columns|explode|explode_outer|posexplode|posexplode_outer|inline|inline_outer|stack|json_tuple)$/;

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
