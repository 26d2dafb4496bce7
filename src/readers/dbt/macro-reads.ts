import type { Assembled } from "./assemble.ts";
import type { Renames } from "./sql-renames.ts";
import { union } from "./sql-words.ts";
import type { Call, Unit } from "./template.ts";

/** What a file says together with the macros of its repository that it calls, since dbt renders them into it. */
export interface Expanded {
  /** Calls of the macros, each with the file it stands in. */
  readonly calls: readonly { readonly path: string; readonly call: Call }[];
  readonly words: readonly string[];
  readonly star: boolean;
  readonly renames: Renames;
}

type Macros = ReadonlyMap<string, readonly { readonly path: string; readonly unit: Unit }[]>;

/** Macros by the name they are called with; `default__x` and `postgres__x` answer to a dispatched `x`. */
export function macroIndex(assembled: readonly Assembled[]): Macros {
  const all = assembled.flatMap(({ macros }) => macros);
  const named = all.flatMap((macro) => {
    const { name } = macro.unit;
    const dispatched = /^[a-z0-9]+__(.+)$/.exec(name)?.[1];
    return [name, ...(dispatched === undefined ? [] : [dispatched])].map((key) => ({ key, macro }));
  });
  return new Map([...Map.groupBy(named, ({ key }) => key)].map(([key, list]) => [key, list.map(({ macro }) => macro)]));
}

/** Everything that is rendered into the unit, macro by macro; each macro counts once. */
export function expand(unit: Unit, macros: Macros): Expanded {
  const seen = new Set<Unit>();
  const calls: { path: string; call: Call }[] = [];
  const words = new Set(unit.words);
  let { star, renames } = unit;
  const queue = [...unit.invokes];
  for (const name of queue)
    for (const { path, unit: macro } of macros.get(name) ?? []) {
      if (seen.has(macro)) continue;
      seen.add(macro);
      queue.push(...macro.invokes);
      calls.push(...macro.calls.map((call) => ({ path, call })));
      for (const word of macro.words) words.add(word);
      star ||= macro.star;
      renames = union(renames, macro.renames);
    }
  return { calls, words: seen.size === 0 ? unit.words : [...words].toSorted(), star, renames };
}
