import { argument } from "../arguments.ts";
import { numberOf } from "../compare.ts";
import { iterate } from "../iterate.ts";
import { zip } from "../globals.ts";
import { Callable, Tuple, type Arguments, type Running, type Value } from "../value.ts";
import { Module } from "./module.ts";

function product({ positional, named }: Arguments, run: Running): Value {
  const lists = positional.map((one) => iterate(one, run));
  const times = Math.min(20, numberOf(named.get("repeat") ?? 1) ?? 1);
  let rows: Value[][] = [[]];
  for (const list of Array.from({ length: times }, () => lists).flat()) {
    run.charge(rows.length * list.length);
    rows = rows.flatMap((row) => list.map((item) => [...row, item]));
  }
  return rows.map((row) => new Tuple(row));
}

/** Every choice of `size` of the items, in order; with `again` also in every other order. */
function choices(args: Arguments, run: Running, ordered: boolean): Value {
  const items = iterate(args.positional[0] ?? null, run);
  const size = numberOf(argument(args, 1, "r") ?? items.length) ?? items.length;
  const found: Value[] = [];
  const walk = (taken: readonly number[]): void => {
    run.charge(1 + taken.length);
    if (taken.length === size) return void found.push(new Tuple(taken.map((at) => items[at] ?? null)));
    for (let at = ordered ? (taken.at(-1) ?? -1) + 1 : 0; at < items.length; at += 1)
      if (!taken.includes(at)) walk([...taken, at]);
  };
  if (size <= Math.min(items.length, 100)) walk([]);
  return found;
}

/** `modules.itertools`, as lists. */
export const itertoolsModule = new Module("modules.itertools", [
  ["product", new Callable("product", product)],
  ["combinations", new Callable("combinations", (args, run) => choices(args, run, true))],
  ["permutations", new Callable("permutations", (args, run) => choices(args, run, false))],
  [
    "chain",
    new Callable("chain", ({ positional }, run) => positional.flatMap((one): readonly Value[] => iterate(one, run))),
  ],
  ["zip_longest", new Callable("zip_longest", ({ positional }, run) => zip(positional, run))],
  [
    "islice",
    new Callable("islice", ({ positional }, run) =>
      iterate(positional[0] ?? null, run).slice(0, numberOf(positional[1] ?? 0)),
    ),
  ],
]);
