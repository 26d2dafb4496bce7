import { EMPTY_SELECT } from "../empty-select.ts";
import type { Joined, Name, Query, Source } from "../query.ts";
import { lowerQuery } from "../parse/lower-query.ts";
import { callRow } from "./call-row.ts";
import { findColumn } from "./find-column.ts";
import { outputRow } from "./output-row.ts";
import { pivotRow, unpivotRow } from "./pivot-row.ts";
import type { Origin, Plan, Ref, Slot, Surroundings, Using } from "./plan.ts";
import { place, type RowItem } from "./row.ts";

/** The relations of a FROM clause, and what its USING made one. */
export interface Slots {
  readonly slots: readonly Slot[];
  readonly merged: ReadonlyMap<string, Ref>;
}

/** What each relation of a FROM clause gives. `outer` sees those that stand before. */
export function slotsOf(from: readonly Joined[], around: Surroundings): Slots {
  const slots: Slot[] = [];
  const merged = new Map<string, Ref>();
  for (const joined of from) add(joined);
  return { slots, merged };

  function add(joined: Joined): void {
    const { source, how } = joined;
    if (source.kind === "nest" && source.alias === undefined) {
      for (const [i, inner] of source.from.entries())
        add(i === 0 ? { ...joined, source: inner.source, on: [], using: [] } : inner);
      // The join of the whole holds for the last of what it joins.
      const last = slots.pop();
      if (last !== undefined)
        slots.push({
          ...last,
          on: [...last.on, ...joined.on],
          using: [...last.using, ...usingOf(joined, last.row, slots.length)],
        });
      return;
    }
    const { from, row, parts } = relation(source, slots, around);
    const named = aliased(row, source.columns, around);
    const alias = source.alias === undefined ? undefined : around.world.dialect.fold(source.alias);
    around.world.budget.spend(named.length + 1);
    const using = usingOf(joined, named, slots.length);
    const unseen = how === "semi" || how === "anti";
    const loose = named.length > 0 && named.length !== row.length;
    slots.push({
      parts,
      how,
      on: joined.on,
      using,
      from,
      row: named,
      unseen,
      loose,
      ...(alias !== undefined && { alias }),
    });
  }

  /** `using (id)`: `id` is then one column, of the side that is never missing. */
  function usingOf({ using, natural, how }: Joined, row: readonly RowItem[], slot: number): readonly Using[] {
    const keys = natural ? shared(row, slots) : using.map(around.world.dialect.fold);
    return keys.flatMap((key): readonly Using[] => {
      const name: Name = { text: key, quoted: false };
      const before = findColumn({ kind: "column", parts: [name] }, slots, merged, {
        ...around.world.dialect,
        fold: () => key,
      });
      const left: Ref = before?.ref ?? { kind: "lost", name: key, why: "missing" };
      const item = place(row, key);
      const right: Ref =
        item < 0 ? { kind: "lost", name: key, why: "missing" } : { kind: "slot", up: 0, slot, item, key };
      merged.set(key, how === "full" ? { kind: "merged", refs: [left, right] } : how === "right" ? right : left);
      return [{ key, left, right }];
    });
  }
}

/** NATURAL joins on the names that both sides are known to have. */
const shared = (row: readonly RowItem[], slots: readonly Slot[]): readonly string[] =>
  row.flatMap((item) =>
    item.kind === "column" &&
    slots.some((slot) => slot.row.some((other) => other.kind === "column" && other.key === item.key))
      ? [item.key]
      : [],
  );

interface Relation {
  readonly from: Origin;
  readonly row: readonly RowItem[];
  readonly parts: readonly string[];
}

const ofPlan = (plan: Plan, parts: readonly string[] = []): Relation => ({
  from: { kind: "plan", plan },
  row: outputRow(plan),
  parts,
});

function relation(source: Source, before: readonly Slot[], around: Surroundings): Relation {
  const { world } = around;
  const inner = (query: Query): Relation => ofPlan(world.plan(query, { ...around, ...lateral(before, around) }));
  switch (source.kind) {
    case "table":
      return table(source.parts, before, around, source);
    case "query":
      return inner("query" in source.of ? source.of.query : lowerQuery(source.of.raw));
    case "call":
      return {
        from: { kind: "call", call: source.call, name: source.name },
        row: callRow(source, world.dialect),
        parts: [],
      };
    case "nest": {
      const item = { expr: { kind: "star", of: [], except: [], replace: [], rename: [] } } as const;
      return inner(selectOf(source.from, item));
    }
    default: {
      const { slots } = slotsOf([{ source: source.of, how: "from", natural: false, on: [], using: [] }], around);
      const [of] = slots;
      if (of === undefined) throw new TypeError("a pivot of nothing");
      return source.kind === "pivot"
        ? {
            from: { kind: "pivot", of, source, fold: world.dialect.fold },
            row: pivotRow(of.row, source, world.dialect),
            parts: [],
          }
        : {
            from: { kind: "unpivot", of, source, fold: world.dialect.fold },
            row: unpivotRow(of.row, source, world.dialect),
            parts: [],
          };
    }
  }
}

const selectOf = (from: readonly Joined[], item: Extract<Query, { kind: "select" }>["items"][number]): Query => ({
  ...EMPTY_SELECT,
  items: [item],
  from,
});

/** A derived table sees its neighbours where it is LATERAL; where it is not, it would not name them. */
const lateral = (before: readonly Slot[], { outer, world }: Surroundings): Pick<Surroundings, "outer"> => ({
  outer: (column, up) => {
    const found = findColumn(column, before, new Map(), world.dialect);
    return found?.sure === true ? { ...found, ref: lifted(found.ref, up) } : outer?.(column, up + 1);
  },
});

/** The same reference, seen from `up` queries further inside. */
export function lifted(ref: Ref, up: number): Ref {
  switch (ref.kind) {
    case "slot":
    case "output":
    case "row":
      return { ...ref, up: ref.up + up };
    case "merged":
      return { kind: "merged", refs: ref.refs.map((one) => lifted(one, up)) };
    default:
      return ref;
  }
}

function table(
  names: readonly Name[],
  before: readonly Slot[],
  { world, ctes }: Surroundings,
  source: Extract<Source, { kind: "table" }>,
): Relation {
  const parts = names.map(world.dialect.fold);
  const [first = ""] = parts;
  const cte = parts.length === 1 ? ctes.get(first) : undefined;
  const plan = cte?.plan();
  if (plan !== undefined) return ofPlan(plan, parts);
  const row = cte?.row();
  if (cte !== undefined && row !== undefined) return { from: { kind: "recursion", name: cte.name }, row, parts };
  // BigQuery: `from t, t.items` is the array of each row.
  if (
    world.dialect.parser === "bigquery" &&
    parts.length > 1 &&
    before.some(({ alias, parts: own }) => (alias ?? own.at(-1)) === first)
  ) {
    const call = { kind: "column", parts: names } as const;
    const star = { kind: "star", of: "unnest()", except: new Set<string>(), weak: true } as const;
    return { from: { kind: "call", call, name: "unnest" }, row: [star], parts: parts.slice(-1) };
  }
  const name = parts.slice(-2).join(".").toLowerCase();
  const known = world.expand ? world.catalog(name) : undefined;
  const open: readonly RowItem[] = [{ kind: "star", of: name, except: new Set() }];
  return { from: { kind: "table", name, extra: source.extra }, row: known ?? open, parts };
}

/** `as t(a, b)` names the first columns anew. */
function aliased(row: readonly RowItem[], columns: readonly Name[], { world }: Surroundings): readonly RowItem[] {
  if (columns.length === 0) return row;
  const named = columns.map((name): RowItem => ({ kind: "column", key: world.dialect.fold(name), name: name.text }));
  // Behind a star it is not known which is meant.
  if (row.slice(0, columns.length).some(({ kind }) => kind === "star")) return named;
  return row.map((item, i) => {
    const given = columns[i];
    return given === undefined || item.kind === "star"
      ? item
      : { ...item, key: world.dialect.fold(given), name: given.text };
  });
}
