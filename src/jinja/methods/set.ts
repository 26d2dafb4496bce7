import { iterate } from "../iterate.ts";
import { PySet, type Arguments, type Running, type Value } from "../value.ts";
import type { Method } from "./method.ts";

const others = ({ positional }: Arguments, run: Running): readonly PySet[] =>
  positional.map((one) => PySet.of(iterate(one, run)));

export const setMethods: ReadonlyMap<string, Method<PySet>> = new Map<string, Method<PySet>>([
  [
    "add",
    (self, { positional }, run) => {
      if (!run.ghost) self.items.set(positional[0] ?? null, null);
      return null;
    },
  ],
  [
    "update",
    (self, args, run) => {
      if (!run.ghost)
        for (const other of others(args, run)) for (const key of other.items.keys()) self.items.set(key, null);
      return null;
    },
  ],
  [
    "discard",
    (self, { positional }, run) => {
      if (!run.ghost) self.items.delete(positional[0] ?? null);
      return null;
    },
  ],
  ["copy", (self, _, run) => PySet.of(iterate(self, run))],
  [
    "union",
    (self, args, run) => PySet.of([self, ...others(args, run)].flatMap((one): readonly Value[] => iterate(one, run))),
  ],
  [
    "intersection",
    (self, args, run) => {
      const all = others(args, run);
      return PySet.of(iterate(self, run).filter((key) => all.every((one) => one.items.has(key))));
    },
  ],
  [
    "difference",
    (self, args, run) => {
      const all = others(args, run);
      return PySet.of(iterate(self, run).filter((key) => !all.some((one) => one.items.has(key))));
    },
  ],
  [
    "issubset",
    (self, args, run) => others(args, run).every((one) => iterate(self, run).every((key) => one.items.has(key))),
  ],
  [
    "issuperset",
    (self, args, run) => others(args, run).every((one) => one.items.keys().every((key) => self.items.has(key))),
  ],
]);
