import { argument } from "../arguments.ts";
import { equal, numberOf } from "../compare.ts";
import { iterate } from "../iterate.ts";
import { sorted } from "../sorted.ts";
import { truth } from "../truth.ts";
import type { Running, Tuple, Value } from "../value.ts";
import type { Method } from "./method.ts";

/** A change to the list, left out in a branch that is only walked. */
const changing =
  (change: Method<Value[]>): Method<Value[]> =>
  (self, args, run) =>
    run.ghost ? null : change(self, args, run);

const first = (args: Parameters<Method<Value[]>>[1]): Value => argument(args, 0, "value") ?? null;

function indexOf(items: readonly Value[], args: Parameters<Method<Value[]>>[1], run: Running): Value {
  const at = items.findIndex((item) => equal(item, first(args), run));
  if (at < 0) throw run.failure("`index` of a value that is not in the list");
  return at;
}

const countOf = (items: readonly Value[], args: Parameters<Method<Value[]>>[1], run: Running): Value =>
  items.filter((item) => equal(item, first(args), run)).length;

export const listMethods: ReadonlyMap<string, Method<Value[]>> = new Map<string, Method<Value[]>>([
  [
    "append",
    changing((self, args) => {
      self.push(first(args));
      return null;
    }),
  ],
  [
    "extend",
    changing((self, args, run) => {
      for (const item of iterate(first(args), run).slice()) self.push(item);
      return null;
    }),
  ],
  [
    "insert",
    changing((self, args, run) => {
      run.charge(self.length);
      self.splice(numberOf(first(args)) ?? 0, 0, args.positional[1] ?? null);
      return null;
    }),
  ],
  [
    "pop",
    changing((self, args, run) => {
      run.charge(self.length >> 4);
      const [item] = self.splice(numberOf(argument(args, 0, "index") ?? -1) ?? -1, 1);
      if (item === undefined) throw run.failure("`pop` of a list that is empty");
      return item;
    }),
  ],
  [
    "remove",
    changing((self, args, run) => {
      self.splice(Number(indexOf(self, args, run)), 1);
      return null;
    }),
  ],
  [
    "clear",
    changing((self) => {
      self.length = 0;
      return null;
    }),
  ],
  [
    "reverse",
    changing((self, _, run) => {
      run.charge(self.length);
      self.reverse();
      return null;
    }),
  ],
  [
    "sort",
    changing((self, args, run) => {
      const by = args.named.get("key");
      const key = (item: Value): Value =>
        by === undefined || by === null ? item : run.call(by, { positional: [item], named: new Map() });
      self.splice(0, self.length, ...sorted(self, key, truth(args.named.get("reverse") ?? false), run));
      return null;
    }),
  ],
  ["copy", (self, _, run) => [...iterate(self, run)]],
  ["index", indexOf],
  ["count", countOf],
]);

export const tupleMethods: ReadonlyMap<string, Method<Tuple>> = new Map<string, Method<Tuple>>([
  ["index", (self, args, run) => indexOf(self.items, args, run)],
  ["count", (self, args, run) => countOf(self.items, args, run)],
]);
