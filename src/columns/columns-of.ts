import { place } from "./resolve/row.ts";
import type { Output, Plan, Ref, SelectPlan, Slot } from "./resolve/plan.ts";
import { pivotNames, Tracer, type Origin } from "./trace.ts";
import { walkPlans } from "./walk-plans.ts";
import { outputRow } from "./resolve/output-row.ts";

/** A column that a query gives. */
export interface FoundColumn {
  readonly key: string;
  /** As it is written; empty where the database makes up a name. */
  readonly name: string;
  /** Offset in the text, where it is written. */
  readonly at?: number;
  /** Columns of relations outside of the query that it is made of. */
  readonly origins: readonly Origin[];
}

/** What a query gives and what it takes. */
export interface QueryColumns {
  readonly columns: readonly FoundColumn[];
  /** Relations of which more columns come than are known, the relations of the text that they come through, and those that do not. */
  readonly stars: readonly {
    readonly of: string;
    readonly through: readonly string[];
    readonly except: readonly string[];
  }[];
  /** Every column of a relation that the text names, wherever it does. */
  readonly reads: readonly Origin[];
  /** Names that could not be led to one relation. */
  readonly lost: readonly { readonly name: string; readonly why: "ambiguous" | "missing" }[];
}

/** Reads the columns off a plan. */
export function columnsOf(plan: Plan): QueryColumns {
  const tracer = new Tracer();
  const row = outputRow(plan);
  const columns = plan.outputs.flatMap((output, i): readonly FoundColumn[] => {
    if (output.kind === "star") return [];
    const { key, name, at } = output;
    return [{ key, name, origins: tracer.output(plan, i), ...(at !== undefined && { at }) }];
  });
  const stars = row.flatMap((item, i) =>
    item.kind === "star" ? [{ of: item.of, through: throughOf(plan, i), except: [...item.except].toSorted() }] : [],
  );
  return { columns, stars, ...namesIn(plan, tracer) };
}

/** Every name of the text, led to the relation that it means. */
function namesIn(plan: Plan, tracer: Tracer): Pick<QueryColumns, "reads" | "lost"> {
  const reads = new Map<string, Origin>();
  const lost = new Map<string, QueryColumns["lost"][number]>();
  walkPlans(plan, (one, path) => {
    if (one.kind !== "select") return;
    for (const ref of one.refs.values()) {
      if (ref.kind === "lost") lost.set(ref.name, { name: ref.name, why: ref.why });
      for (const origin of named(ref, [one, ...path])) note(origin);
    }
    for (const { from } of one.slots)
      if (from.kind === "pivot" || from.kind === "unpivot")
        for (const name of pivotNames(from))
          for (const origin of throughStars(from.of, place(from.of.row, name), name)) note(origin);
    for (const { using } of one.slots)
      for (const { left, right } of using)
        for (const origin of [...tracer.ref(left, [one, ...path]), ...tracer.ref(right, [one, ...path])]) note(origin);
  });
  function note(origin: Origin): void {
    reads.set(`${origin.relation}\n${origin.key}`, origin);
  }

  return { reads: [...reads.values()], lost: [...lost.values()] };

  /** A name of a table's own column; those of inner queries are met where they are written. */
  function named(ref: Ref, path: readonly SelectPlan[]): readonly Origin[] {
    if (ref.kind !== "slot") return ref.kind === "merged" ? ref.refs.flatMap((one) => named(one, path)) : [];
    return throughStars(path[ref.up]?.slots[ref.slot], ref.item, ref.key);
  }

  /** A name may mean a relation's column behind any number of `*`. */
  function throughStars(slot: Slot | undefined, item: number, key: string): readonly Origin[] {
    if (slot === undefined || slot.loose) return [];
    const { from } = slot;
    if (from.kind === "table") return [{ relation: from.name, key }];
    if (from.kind !== "plan") return [];
    return passing(from.plan, item, key);
  }

  function passing(inner: Plan, item: number, key: string): readonly Origin[] {
    if (inner.kind === "set") return inner.branches.flatMap(({ plan, at }) => passing(plan, at[item] ?? -1, key));
    const output: Output | undefined = inner.outputs[item];
    if (inner.kind !== "select" || output === undefined) return [];
    if (output.kind === "star") return throughStars(inner.slots[output.slot], output.item, key);
    // What `*` brought is named by nobody further inside.
    return output.expr === undefined && output.ref?.kind === "slot"
      ? throughStars(inner.slots[output.ref.slot], output.ref.item, output.ref.key)
      : [];
  }
}

/** The relations that a star of a query stands for. */
function throughOf(plan: Plan, index: number): readonly string[] {
  if (plan.kind === "set") return plan.branches.flatMap(({ plan: branch, at }) => throughOf(branch, at[index] ?? -1));
  const output = plan.outputs[index];
  if (plan.kind !== "select" || output?.kind !== "star") return [];
  const from = plan.slots[output.slot]?.from;
  if (from?.kind === "table") return [from.name];
  return from?.kind === "plan" ? throughOf(from.plan, output.item) : [];
}
