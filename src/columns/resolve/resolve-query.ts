import type { Cte, Query, SetQuery } from "../query.ts";
import { outputRow } from "./output-row.ts";
import { Budget, type Branch, type CteEntry, type Output, type Plan, type Surroundings, type World } from "./plan.ts";
import { resolveSelect } from "./resolve-select.ts";
import type { RowItem } from "./row.ts";

/** What a query is read with. */
export type Ground = Pick<World, "dialect" | "catalog" | "expand"> & Partial<Pick<World, "hole">>;

/**
 * Leads every name of a query to where it comes from. With `expand`, stars of relations that the catalog knows are written
 * out. Throws RangeError where a text is made to grow without end.
 */
export function resolveQuery(query: Query, ground: Ground): Plan {
  const world: World = { hole: () => false, ...ground, budget: new Budget(), plan: planOf };
  return planOf(query, { world, ctes: new Map(), scalars: new Set() });
}

function planOf(query: Query, outside: Surroundings): Plan {
  const around = query.ctes.length === 0 ? outside : withCtes(query.ctes, outside);
  switch (query.kind) {
    case "select":
      return resolveSelect(query, around);
    case "set":
      return planSet(query, around);
    case "values": {
      const [first = []] = query.rows;
      const outputs = first.map((expr, i): Output => ({
        kind: "column",
        key: `column${i + 1}`,
        name: `column${i + 1}`,
        expr,
      }));
      return { kind: "values", rows: query.rows, outputs };
    }
    default:
      return {
        kind: "opaque",
        what: query.what,
        args: query.args,
        outputs: [{ kind: "star", slot: -1, item: -1, except: new Set() }],
      };
  }
}

/** Each CTE sees those before it, and itself where it is recursive; one that nobody reads is never resolved. */
function withCtes(list: readonly Cte[], outside: Surroundings): Surroundings {
  let { ctes, scalars } = outside;
  for (const cte of list) {
    const name = outside.world.dialect.fold(cte.name);
    if (cte.query.kind === "opaque" && cte.query.what === "scalar") {
      scalars = new Set([...scalars, name]);
      continue;
    }
    const before: Surroundings = { ...outside, ctes, scalars };
    ctes = new Map([...ctes, [name, entry(cte, name, before)]]);
  }
  return { ...outside, ctes, scalars };
}

function entry(cte: Cte, name: string, before: Surroundings): CteEntry {
  let plan: Plan | undefined;
  const itself = (): CteEntry => {
    const row = anchorRow(cte, before);
    return { name, plan: () => undefined, row: () => row };
  };
  const resolve = (): Plan => {
    const around =
      cte.recursive && cte.query.kind === "set"
        ? { ...before, ctes: new Map([...before.ctes, [name, itself()]]) }
        : before;
    return renamed(planOf(cte.query, around), cte, around);
  };
  return { name, plan: () => (plan ??= resolve()), row: () => undefined };
}

/** What a recursive CTE starts from tells what it gives. */
function anchorRow(cte: Cte, before: Surroundings): readonly RowItem[] {
  const [anchor] = cte.query.kind === "set" ? cte.query.branches : [];
  if (anchor === undefined) return [];
  return outputRow(renamed(planOf(anchor, before), cte, before));
}

/** `with t(a, b) as (…)`. */
function renamed(plan: Plan, { columns }: Cte, { world }: Surroundings): Plan {
  if (columns.length === 0) return plan;
  const outputs = plan.outputs.map((output, i): Output => {
    const name = columns[i];
    return name === undefined || output.kind === "star"
      ? output
      : { ...output, key: world.dialect.fold(name), name: name.text };
  });
  return { ...plan, outputs };
}

/** Branches go together by position, or by name where the text says so. The first names the columns. */
function planSet(query: SetQuery, around: Surroundings): Plan {
  const plans = query.branches.map((branch) => around.world.plan(branch, around));
  const [first] = plans;
  const names = first?.outputs ?? [];
  const outputs: Output[] = names.map((output, i) =>
    output.kind === "column"
      ? { kind: "column", key: output.key, name: output.name, ...(output.at !== undefined && { at: output.at }) }
      : { ...output, item: i, slot: -1 },
  );
  if (query.byName)
    for (const { outputs: more } of plans)
      for (const output of more)
        if (output.kind === "column" && !outputs.some((one) => one.kind === "column" && one.key === output.key))
          outputs.push({ kind: "column", key: output.key, name: output.name });
  const branches = plans.map((plan): Branch => ({
    plan,
    at: outputs.map((output, i) => {
      if (query.byName && output.kind === "column") return byKey(plan, output.key);
      return plan.outputs[i]?.kind === output.kind ? i : -1;
    }),
  }));
  const aligned =
    query.byName || branches.every(({ plan, at }) => plan.outputs.length === outputs.length && !at.includes(-1));
  const { op, all, order, limit } = query;
  return { kind: "set", op, all, branches, outputs, aligned, order, limit };
}

const byKey = (plan: Plan, key: string): number =>
  plan.outputs.findIndex((one) => one.kind === "column" && one.key === key);
