import { argument } from "../arguments.ts";
import { equal, numberOf, order } from "../compare.ts";
import type { Filter } from "../frame.ts";
import { elements, iterate, kindOf } from "../iterate.ts";
import { sorted } from "../sorted.ts";
import { worded } from "../worded.ts";
import { truth } from "../truth.ts";
import { Dict, PySet, Tuple, orUndefined, Undefined, type Arguments, type Running, type Value } from "../value.ts";
import { pairsOf } from "../methods/dict.ts";
import { getter, lowered } from "./getter.ts";

const sort: Filter = (value, args, run) => {
  const by = getter(argument(args, 2, "attribute"), run);
  const cased = truth(argument(args, 1, "case_sensitive") ?? false);
  const key = (item: Value): Value => (cased ? by(item) : lowered(by(item)));
  return sorted(iterate(value, run), key, truth(argument(args, 0, "reverse") ?? false), run);
};

const dictsort: Filter = (value, args, run) => {
  if (!(value instanceof Dict)) throw run.failure(`a dict for \`dictsort\`, found ${kindOf(value)}`);
  const at = argument(args, 1, "by") === "value" ? 1 : 0;
  const cased = truth(argument(args, 0, "case_sensitive") ?? false);
  const key = (pair: Value): Value => {
    const one = (elements(pair) ?? [])[at] ?? null;
    return cased ? one : lowered(one);
  };
  return sorted(pairsOf(value, run), key, truth(argument(args, 2, "reverse") ?? false), run);
};

const unique: Filter = (value, args, run) => {
  const by = getter(argument(args, 1, "attribute"), run);
  const cased = truth(argument(args, 0, "case_sensitive") ?? false);
  const seen = new Dict();
  return iterate(value, run).filter((item) => {
    const key = cased ? by(item) : lowered(by(item));
    if (seen.has(key)) return false;
    seen.set(key, null);
    return true;
  });
};

const extreme =
  (sign: 1 | -1): Filter =>
  (value, args, run) => {
    const by = getter(argument(args, 1, "attribute"), run);
    const key = (item: Value): Value =>
      truth(argument(args, 0, "case_sensitive") ?? false) ? by(item) : lowered(by(item));
    const items = iterate(value, run);
    const [first] = items;
    if (first === undefined) return new Undefined("the end of an empty sequence");
    return items.reduce((best, item) => (sign * order(key(item), key(best), run) > 0 ? item : best), first);
  };

function batch(value: Value, args: Arguments, run: Running): Value {
  const size = Math.max(1, numberOf(argument(args, 0, "linecount") ?? 1) ?? 1);
  const fill = argument(args, 1, "fill_with");
  const items = [...iterate(value, run)];
  const rows: Value[] = [];
  for (let at = 0; at < items.length; at += size) {
    const row = items.slice(at, at + size);
    if (fill !== undefined && fill !== null && size < 10_000) while (row.length < size) row.push(fill);
    rows.push(row);
  }
  return rows;
}

function slices(value: Value, args: Arguments, run: Running): Value {
  const count = Math.min(10_000, Math.max(1, numberOf(argument(args, 0, "slices") ?? 1) ?? 1));
  const items = [...iterate(value, run)];
  const [each, more] = [Math.floor(items.length / count), items.length % count];
  let at = 0;
  return Array.from({ length: count }, (_, i) => {
    const part = items.slice(at, at + each + (i < more ? 1 : 0));
    at += part.length;
    return part;
  });
}

const groupby: Filter = (value, args, run) => {
  const by = getter(argument(args, 0, "attribute"), run, argument(args, 1, "default"));
  const ordered = sorted(iterate(value, run), (item) => lowered(by(item)), false, run);
  const groups: { key: Value; items: Value[] }[] = [];
  for (const item of ordered) {
    const key = by(item);
    const last = groups.at(-1);
    if (last !== undefined && equal(lowered(last.key), lowered(key), run)) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups.map(({ key, items }) => new Tuple([key, items]));
};

const length: Filter = (value, _, run) => {
  if (typeof value === "string") return value.length;
  const items = elements(value);
  if (items === undefined) throw run.failure(`something that has a length, found ${kindOf(value)}`);
  return items.length;
};

export const sequenceFilters: readonly (readonly [string, Filter])[] = [
  ["length", length],
  ["count", length],
  ["first", (value, _, run) => orUndefined(iterate(value, run)[0], "the first of an empty sequence")],
  ["last", (value, _, run) => orUndefined(iterate(value, run).at(-1), "the last of an empty sequence")],
  ["list", (value, _, run) => [...iterate(value, run)]],
  ["set", (value, _, run) => PySet.of(iterate(value, run))],
  [
    "join",
    (value, args, run) => {
      const by = getter(argument(args, 1, "attribute"), run);
      return run.sized(
        iterate(value, run)
          .map((item) => run.text(by(item)))
          .join(run.text(argument(args, 0, "d") ?? "")),
      );
    },
  ],
  ["sort", sort],
  ["dictsort", dictsort],
  ["unique", unique],
  ["min", extreme(-1)],
  ["max", extreme(1)],
  [
    "reverse",
    (value, _, run) => {
      const items = iterate(value, run).toReversed();
      return typeof value === "string" ? items.map(worded).join("") : items;
    },
  ],
  ["batch", batch],
  ["slice", slices],
  ["groupby", groupby],
  ["items", (value, _, run) => (value instanceof Dict ? pairsOf(value, run) : [])],
  [
    "random",
    (_, __, run) => {
      throw run.failure("a random choice, which is another one at each run");
    },
  ],
];
