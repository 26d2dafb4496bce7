import { contains, equal, numberOf, order } from "./compare.ts";
import type { Filter } from "./frame.ts";
import { elements } from "./iterate.ts";
import { Callable, Dict, Float, PySet, Thing, Undefined, Unknown, type Value } from "./value.ts";

const modulo = (value: Value, by: number): number => {
  const number = numberOf(value) ?? NaN;
  return number - Math.floor(number / by) * by;
};
const upper = (value: Value): boolean =>
  typeof value === "string" && value !== value.toLowerCase() && value === value.toUpperCase();
const lower = (value: Value): boolean =>
  typeof value === "string" && value !== value.toUpperCase() && value === value.toLowerCase();
const isInteger = (value: Value): boolean => typeof value === "number";
const compared =
  (judge: (by: number) => boolean): Filter =>
  (value, { positional }, run) =>
    judge(order(value, positional[0] ?? null, run));
const same: Filter = (value, { positional }, run) => equal(value, positional[0] ?? null, run);
const other: Filter = (value, { positional }, run) => !equal(value, positional[0] ?? null, run);
const plain =
  (judge: (value: Value) => boolean): Filter =>
  (value) =>
    judge(value);

/** Jinja's own tests. */
export const tests: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ["defined", plain((value) => !(value instanceof Undefined))],
  ["undefined", plain((value) => value instanceof Undefined)],
  // Ours, for stand-ins of packages.
  ["tainted", plain((value) => value instanceof Unknown)],
  ["none", plain((value) => value === null)],
  ["boolean", plain((value) => typeof value === "boolean")],
  ["true", plain((value) => value === true)],
  ["false", plain((value) => value === false)],
  ["integer", plain(isInteger)],
  ["float", plain((value) => value instanceof Float)],
  ["number", plain((value) => numberOf(value) !== undefined)],
  ["string", plain((value) => typeof value === "string")],
  ["mapping", plain((value) => value instanceof Dict)],
  [
    "sequence",
    plain((value) => elements(value) !== undefined && !(value instanceof Undefined) && !(value instanceof PySet)),
  ],
  ["iterable", plain((value) => elements(value) !== undefined)],
  ["callable", plain((value) => value instanceof Callable || (value instanceof Thing && value.call !== undefined))],
  ["sameas", (value, { positional }) => value === positional[0]],
  ["escaped", plain(() => false)],
  ["upper", plain(upper)],
  ["lower", plain(lower)],
  ["odd", plain((value) => modulo(value, 2) === 1)],
  ["even", plain((value) => modulo(value, 2) === 0)],
  ["divisibleby", (value, { positional }) => modulo(value, numberOf(positional[0] ?? 1) ?? 1) === 0],
  ["in", (value, { positional }, run) => contains(positional[0] ?? null, value, run)],
  ["filter", (value, _, run, { host }) => host.filters.has(run.text(value))],
  ["test", (value, _, run, { host }) => host.tests.has(run.text(value))],
  ...["eq", "equalto", "=="].map((name): [string, Filter] => [name, same]),
  ...["ne", "!="].map((name): [string, Filter] => [name, other]),
  ...["lt", "lessthan", "<"].map((name): [string, Filter] => [name, compared((by) => by < 0)]),
  ...["le", "<="].map((name): [string, Filter] => [name, compared((by) => by <= 0)]),
  ...["gt", "greaterthan", ">"].map((name): [string, Filter] => [name, compared((by) => by > 0)]),
  ...["ge", ">="].map((name): [string, Filter] => [name, compared((by) => by >= 0)]),
]);
