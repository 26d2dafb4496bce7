import type { Expr } from "../query.ts";
import type { Branch, Output, Plan, Ref, SelectPlan, SetPlan } from "../resolve/plan.ts";
import { callText, chain } from "./algebra.ts";
import { branchesOf } from "./branches.ts";
import type { Rows, Spelling } from "./rows.ts";
import { rowsOf } from "./write-rows.ts";
import type { ShortNames } from "./short-names.ts";
import { flatten, Scope } from "./scope.ts";

/**
 * Writes queries in one spelling: names of CTEs, aliases and derived columns are gone, what nobody uses is not there, and
 * what commutes is sorted. Texts that share their short names may be compared. `open` spells what a template left open.
 */
export class Writer implements Spelling {
  /** Branches of a union that the other side has as well, where it has not all of them: columns are told of these. */
  readonly matched = new Map<SetPlan, readonly Branch[]>();
  readonly #names: ShortNames;
  readonly #bodies = new Map<Plan, string>();
  readonly #scopes = new Map<SelectPlan, Scope>();
  readonly #whole = new Set<Plan>();
  readonly #open: (text: string) => string;

  constructor(names: ShortNames, open: (text: string) => string = (text) => text) {
    this.#names = names;
    this.#open = open;
  }

  /** Another one whose texts may be compared with those of this one. */
  fresh(): Writer {
    const writer = new Writer(this.#names, this.#open);
    for (const plan of this.#whole) writer.#whole.add(plan);
    return writer;
  }

  /** A query that is to stay a relation of its own. What was looked at before is forgotten. */
  keep(plan: Plan): void {
    this.#whole.add(plan);
    this.#scopes.clear();
    this.matched.clear();
  }

  short(text: string): string {
    return this.#names.of(text);
  }

  scope(plan: SelectPlan, outer?: Scope): Scope {
    const known = this.#scopes.get(plan);
    if (known !== undefined) return known;
    const scope = new Scope(plan, outer, (outer?.level ?? -1) + 1, this.#whole);
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
    return rowsOf(plan, this, outer);
  }

  /** The value of an output, given the rows. `key` tells which column of a star. */
  output(plan: Plan, index: number, key = "", outer?: Scope): string {
    const output = plan.outputs[index];
    if (output === undefined) return "?";
    if (plan.kind === "set") {
      const told = this.matched.get(plan) ?? branchesOf(plan);
      const each = told.map(({ plan: branch, at }) => this.output(branch, at[index] ?? -1, key, outer));
      return each.length === 1 ? (each[0] ?? "?") : this.#names.of(`each(${each.join(" | ")})`);
    }
    if (plan.kind !== "select") return `value ${index}`;
    return this.value(output, this.scope(plan, outer), key);
  }

  /** The same of an output of a scope, reckoned once: queries use their columns again and again. */
  value(output: Output, scope: Scope, key: string): string {
    const known = scope.texts.get(output)?.get(key);
    if (known !== undefined) return known;
    const text = this.#value(output, scope, key);
    const kept = text.startsWith("$") ? text : this.#names.of(text);
    const texts = scope.texts.get(output) ?? new Map<string, string>();
    scope.texts.set(output, texts.set(key, kept));
    return kept;
  }

  #value(output: Output, scope: Scope, key: string): string {
    if (output.kind === "column") {
      if (output.expr !== undefined) return this.expr(output.expr, scope);
      return output.ref === undefined ? "?" : this.ref(output.ref, scope);
    }
    if (output.field !== undefined)
      return `${this.#open(`fields ${output.field}`)} ${output.expr === undefined ? "" : this.expr(output.expr, scope)}`;
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
      default:
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
  loose(expr: Expr): string {
    if (expr.kind === "column") return this.#open(expr.parts.map(({ text }) => text.toLowerCase()).join("."));
    if (expr.kind === "call")
      return callText(
        { ...expr, text: this.#open(expr.text) },
        expr.args.map((arg) => this.loose(arg)),
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
        return this.#row(ref.slot, scope.up(ref.up), scope);
      case "bound":
        return this.#open(`bound ${ref.name}`);
      default:
        return `?${ref.name}`;
    }
  }

  /** The row of a relation: of a query, all that it gives. */
  #row(slot: number, at: Scope | undefined, scope: Scope): string {
    const from = at?.plan.slots[slot]?.from;
    const given =
      at === undefined || from?.kind !== "plan" ? [] : from.plan.outputs.map((_, i) => this.#cell(at, slot, i, ""));
    return `row ${"^".repeat(scope.level - (at?.level ?? 0))}$${at?.label(at.cells[slot]?.leaf ?? -1) ?? -1}[${given.join()}]`;
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
      return cell.nullable && !/^\$\d+\./.test(text) ? `joined ${scope.label(cell.leaf)}(${text})` : text;
    }
    const prefix = `$${scope.label(cell.leaf)}.`;
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
