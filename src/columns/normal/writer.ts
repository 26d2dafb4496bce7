import type { Expr } from "../query.ts";
import type { Output, Plan, Ref, SelectPlan, Slot } from "../resolve/plan.ts";
import { callText, chain, conjuncts } from "./algebra.ts";
import { branchesOf } from "./branches.ts";
import { pivotText } from "./pivot-text.ts";
import type { Rows } from "./rows.ts";
import type { ShortNames } from "./short-names.ts";
import { flatten, Scope, type Leaf } from "./scope.ts";
import { aggregates, makesRows } from "./kinds-of-calls.ts";

/**
 * Writes queries in one spelling: names of CTEs, aliases and derived columns are gone, what nobody uses is not there, and
 * what commutes is sorted. Texts that share their short names may be compared. `open` spells what a template left open.
 */
export class Writer {
  readonly #names: ShortNames;
  readonly #bodies = new Map<Plan, string>();
  readonly #scopes = new Map<SelectPlan, Scope>();
  readonly #open: (text: string) => string;

  constructor(names: ShortNames, open: (text: string) => string = (text) => text) {
    this.#names = names;
    this.#open = open;
  }

  scope(plan: SelectPlan, outer?: Scope): Scope {
    const known = this.#scopes.get(plan);
    if (known !== undefined) return known;
    const scope = new Scope(plan, outer, (outer?.level ?? -1) + 1);
    this.#scopes.set(plan, scope);
    flatten(scope, scope);
    return scope;
  }

  /** What makes the rows of a query, as one text. */
  body(plan: Plan, outer?: Scope): string {
    const known = this.#bodies.get(plan);
    if (known !== undefined) return known;
    this.#bodies.set(plan, "@recursion");
    const text = this.#names.of(JSON.stringify(this.rows(plan, outer)));
    this.#bodies.set(plan, text);
    return text;
  }

  rows(plan: Plan, outer?: Scope): Rows {
    const none = { where: [], group: undefined, having: [], qualify: [], distinct: undefined, limit: [], other: [] };
    if (plan.kind === "set") {
      const sources = branchesOf(plan).map((branch) => this.body(branch.plan, outer));
      const kept = plan.op === "union" && plan.all;
      const distinct = kept ? undefined : plan.outputs.map((_, i) => this.output(plan, i, "", outer)).toSorted();
      const limit = plan.limit.length === 0 ? [] : [...plan.limit, ...plan.order].map((expr) => this.#loose(expr));
      return { ...none, kind: plan.op, sources, distinct, limit };
    }
    if (plan.kind === "values")
      return { ...none, kind: "values", sources: plan.rows.map((row) => row.map((expr) => this.#loose(expr)).join()) };
    if (plan.kind === "opaque")
      return { ...none, kind: plan.what, sources: plan.args.map((expr) => this.#loose(expr)) };
    return this.#selected(plan, outer);
  }

  #selected(plan: SelectPlan, outer?: Scope): Rows {
    const { query } = plan;
    const scope = this.scope(plan, outer);
    const texts = (list: readonly Expr[]): readonly string[] => list.map((expr) => this.expr(expr, scope));
    const outputs = plan.outputs.map((_, i) => this.output(plan, i, "", outer));
    const made = plan.outputs.flatMap((output) =>
      output.kind === "column" && output.expr !== undefined ? [output.expr] : [],
    );
    const grouped = query.group.length > 0 || query.groupAll;
    const whole = !grouped && [...made, ...query.having].some(aggregates);
    const sorted = query.limit.length > 0 || query.distinctOn.length > 0;
    const distinctOn = texts(query.distinctOn);
    return {
      kind: "select",
      sources: scope.leaves.map((leaf, i) => {
        const { kind, relation, conditions } = this.source(leaf, i);
        return JSON.stringify([kind, relation, conditions]);
      }),
      where: conjuncts([...texts(query.where), ...scope.where.map((one) => this.expr(one.expr, one.scope))]),
      group: whole ? [] : grouped ? this.#group(plan, scope, outputs) : undefined,
      having: conjuncts(texts(query.having)),
      qualify: conjuncts(texts(query.qualify)),
      distinct: query.distinct ? (distinctOn.length > 0 ? [...distinctOn, "on"] : [...outputs].toSorted()) : undefined,
      limit: [...texts(query.limit), ...(sorted ? query.order.map((expr) => this.#positioned(expr, plan, scope)) : [])],
      other: [
        ...texts(query.extra),
        ...made.filter(makesRows).map((expr) => this.expr(expr, scope)),
        ...(query.as === undefined ? [] : [query.as]),
      ],
    };
  }

  #group(plan: SelectPlan, scope: Scope, outputs: readonly string[]): readonly string[] {
    const { group, groupAll } = plan.query;
    const all = groupAll
      ? plan.outputs.flatMap((output, i) =>
          output.kind === "column" && output.expr !== undefined && aggregates(output.expr) ? [] : [outputs[i] ?? ""],
        )
      : [];
    return [...new Set([...all, ...group.map((expr) => this.#positioned(expr, plan, scope))])].toSorted();
  }

  /** `1` is the first output. */
  #positioned(expr: Expr, plan: SelectPlan, scope: Scope): string {
    if (expr.kind === "call" && /^(?:order|distribute|sort)_by$/.test(expr.op))
      return `${expr.text}(${expr.args.map((arg) => this.#positioned(arg, plan, scope)).join()})`;
    const at = expr.kind === "literal" && expr.type === "number" ? Number(expr.value) - 1 : -1;
    return plan.outputs[at] === undefined ? this.expr(expr, scope) : this.output(plan, at, "", scope.outer);
  }

  /** A relation as it is joined. */
  source({ slot, scope, how, on, using }: Leaf, index: number) {
    const conditions = conjuncts([
      ...on.map((one) => this.expr(one.expr, one.scope)),
      ...using.list.map(
        ({ left, right }) => `eq(${[this.ref(left, using.scope), this.ref(right, using.scope)].toSorted().join()})`,
      ),
    ]);
    // A join of everything with a condition is an inner join.
    const kind = index === 0 ? "from" : how === "cross" && conditions.length > 0 ? "inner" : how;
    return { kind, relation: this.relation(slot, scope), conditions };
  }

  relation(slot: Slot, scope: Scope): string {
    const { from } = slot;
    switch (from.kind) {
      case "table":
        return [`table ${from.name}`, ...from.extra.map((expr) => this.#loose(expr))].join(" ");
      case "plan":
        return slot.loose
          ? `${this.body(from.plan, scope)} as ${slot.row.map((item) => (item.kind === "column" ? item.key : "*")).join()}`
          : this.body(from.plan, scope);
      case "call":
        return `call ${this.expr(from.call, scope)}`;
      case "recursion":
        return "recursion";
      default:
        return `${from.kind} ${this.relation(from.of, scope)} ${this.#names.of(pivotText(from.source))}`;
    }
  }

  /** The value of an output, given the rows. `key` tells which column of a star. */
  output(plan: Plan, index: number, key = "", outer?: Scope): string {
    const output = plan.outputs[index];
    if (output === undefined) return "?";
    if (plan.kind === "set") {
      const each = branchesOf(plan).map(({ plan: branch, at }) => this.output(branch, at[index] ?? -1, key, outer));
      return this.#names.of(`each(${each.join(" | ")})`);
    }
    if (plan.kind !== "select") return `value ${index}`;
    return this.value(output, this.scope(plan, outer), key);
  }

  value(output: Output, scope: Scope, key: string): string {
    if (output.kind === "column")
      return output.expr === undefined
        ? output.ref === undefined
          ? "?"
          : this.ref(output.ref, scope)
        : this.expr(output.expr, scope);
    if (output.field !== undefined) return this.#open(`fields ${output.field}`);
    const except = [...output.except].toSorted().join();
    return this.#cell(scope, output.slot, output.item, key === "" ? `*-${except}` : key);
  }

  expr(expr: Expr, scope: Scope): string {
    switch (expr.kind) {
      case "literal":
        return this.#open(`${expr.type}:${JSON.stringify(expr.value)}`).replace(
          /^(number|boolean|null):"(.*)"$/,
          "$1:$2",
        );
      case "column": {
        const ref = scope.plan.refs.get(expr);
        if (ref === undefined) return this.#open(expr.parts.map(({ text }) => text).join("."));
        const path = expr.parts.slice(ref.kind === "slot" ? (ref.took ?? 1) : 1);
        return [this.ref(ref, scope), ...path.map(({ text }) => text.toLowerCase())].join("/");
      }
      case "query": {
        const inner = scope.plan.queries.get(expr);
        return inner === undefined
          ? "query"
          : this.#names.of(
              `query ${this.body(inner, scope)} ${inner.outputs.map((_, i) => this.output(inner, i, "", scope)).join()}`,
            );
      }
      case "star":
        return `star ${expr.of.map(({ text }) => text).join(".")}`;
      case "call":
        return this.#call(expr, scope);
    }
  }

  #call(expr: Extract<Expr, { kind: "call" }>, scope: Scope): string {
    const args = expr.args.map((arg) => this.expr(arg, scope));
    if (expr.op === "and" || expr.op === "or") return chain(expr.op, args);
    const text = callText({ ...expr, text: this.#open(expr.text) }, args);
    return text.startsWith("and[") ? text : this.#names.of(text);
  }

  /** An expression that stands in no query's names. */
  #loose(expr: Expr): string {
    if (expr.kind === "column") return this.#open(expr.parts.map(({ text }) => text.toLowerCase()).join("."));
    if (expr.kind === "call")
      return callText(
        { ...expr, text: this.#open(expr.text) },
        expr.args.map((arg) => this.#loose(arg)),
      );
    return expr.kind === "literal" ? this.#open(`${expr.type}:${JSON.stringify(expr.value)}`) : expr.kind;
  }

  ref(ref: Ref, scope: Scope): string {
    switch (ref.kind) {
      case "slot": {
        const at = scope.up(ref.up);
        return at === undefined
          ? `?${ref.key}`
          : "^".repeat(scope.level - at.level) + this.#cell(at, ref.slot, ref.item, ref.key);
      }
      case "merged":
        return `coalesce(${ref.refs.map((one) => this.ref(one, scope)).join()})`;
      case "output": {
        const at = scope.up(ref.up);
        return at === undefined ? "?" : this.value(at.plan.outputs[ref.index] ?? NOTHING, at, "");
      }
      case "row":
        return `row ${"^".repeat(ref.up)}${ref.slot}`;
      case "bound":
        return this.#open(`bound ${ref.name}`);
      case "lost":
        return `?${ref.name}`;
    }
  }

  /** A column of a relation: under its number, and for one that a query makes, by what makes it. */
  #cell(scope: Scope, slot: number, item: number, key: string): string {
    const cell = scope.cells[slot];
    const from = scope.plan.slots[slot];
    if (cell === undefined || from === undefined) return `?${key}`;
    if (cell.kind === "inner") {
      const output = cell.scope.plan.outputs[item];
      const text = output === undefined ? "?" : this.value(output, cell.scope, starKey(output, key));
      // Where no row was found, what is made of its columns is NULL, whatever it says.
      return cell.nullable && !/^\$\d+\./.test(text) ? `joined ${cell.leaf}(${text})` : text;
    }
    const prefix = `$${cell.leaf}.`;
    if (from.from.kind !== "plan" || from.loose) return prefix + key;
    const { plan } = from.from;
    const output = plan.outputs[item];
    return output === undefined
      ? prefix + key
      : `${prefix}[${this.#names.of(this.output(plan, item, starKey(output, key), scope))}]`;
  }
}

const NOTHING: Output = { kind: "column", key: "", name: "" };

/** A name goes on only into a star: a column is what it is. */
const starKey = (output: Output, key: string): string => (output.kind === "star" ? key : "");
