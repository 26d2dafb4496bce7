import { iterate } from "../iterate.ts";
import { Dict, Tuple, type Running, type Value } from "../value.ts";
import type { Method } from "./method.ts";

function update(self: Dict, from: Value, run: Running): void {
  if (from instanceof Dict) {
    run.charge(from.size);
    for (const [key, value] of from.entries()) self.set(key, value);
  } else
    for (const pair of iterate(from, run)) {
      const [key = null, value = null] = iterate(pair, run);
      self.set(key, value);
    }
}

/** None is a value too. */
const valueOr = (dict: Dict, key: Value | undefined, otherwise: Value): Value => {
  const value = dict.get(key ?? null);
  return value === undefined ? otherwise : value;
};

export const pairsOf = (dict: Dict, run: Running): Value[] => {
  run.charge(dict.size);
  return dict.entries().map((pair) => new Tuple([...pair]));
};

export const dictMethods: ReadonlyMap<string, Method<Dict>> = new Map<string, Method<Dict>>([
  ["items", (self, _, run) => pairsOf(self, run)],
  ["keys", (self, _, run) => [...iterate(self.keys(), run)]],
  ["values", (self, _, run) => [...iterate(self.values(), run)]],
  ["get", (self, { positional, named }) => valueOr(self, positional[0], positional[1] ?? named.get("default") ?? null)],
  [
    "update",
    (self, { positional, named }, run) => {
      if (run.ghost) return null;
      for (const from of positional) update(self, from, run);
      for (const [key, value] of named) self.set(key, value);
      return null;
    },
  ],
  [
    "pop",
    (self, { positional }, run) => {
      const key = positional[0] ?? null;
      const value = self.has(key) ? self.get(key) : positional[1];
      if (value === undefined) throw run.failure("`pop` of a key that is not there");
      if (!run.ghost) self.delete(key);
      return value;
    },
  ],
  [
    "popitem",
    (self, _, run) => {
      const last = self.entries().at(-1);
      if (last === undefined) throw run.failure("`popitem` of a dict that is empty");
      if (!run.ghost) self.delete(last[0]);
      return new Tuple([...last]);
    },
  ],
  [
    "setdefault",
    (self, { positional }, run) => {
      const key = positional[0] ?? null;
      const value = valueOr(self, key, positional[1] ?? null);
      if (!run.ghost) self.set(key, value);
      return value;
    },
  ],
  [
    "copy",
    (self, _, run) => {
      const copy = new Dict();
      update(copy, self, run);
      return copy;
    },
  ],
  [
    "clear",
    (self, _, run) => {
      if (!run.ghost) self.clear();
      return null;
    },
  ],
]);
