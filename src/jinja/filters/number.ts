import { argument } from "../arguments.ts";
import { numberOf } from "../compare.ts";
import type { Filter } from "../frame.ts";
import { iterate, kindOf } from "../iterate.ts";
import { binary } from "../operators.ts";
import { truth } from "../truth.ts";
import { Float, Undefined, type Running, type Value } from "../value.ts";
import { attributeOf } from "../attributes.ts";
import { getter } from "./getter.ts";

const numeric = (value: Value, run: Running): number => {
  const number = numberOf(value);
  if (number === undefined) throw run.failure(`a number, found ${kindOf(value)}`);
  return number;
};

/** Half to even on the exact decimal value, as Python rounds. */
function rounded(value: number, places: number): number {
  if (places < 0 || places > 60 || Math.abs(value) >= 1e21) return Math.round(value * 10 ** places) / 10 ** places;
  const up = Number(value.toFixed(places));
  const exact = Math.abs(value).toFixed(Math.min(100, places + 30));
  const [whole = "", fraction = ""] = exact.split(".");
  if (!/^50*$/.test(fraction.slice(places))) return up;
  const kept = whole + fraction.slice(0, places);
  if (Number(kept.at(-1)) % 2 !== 0) return up;
  return Math.sign(value) * Number(places === 0 ? whole : `${whole}.${fraction.slice(0, places)}`);
}

const round: Filter = (value, args, run) => {
  const places = numberOf(argument(args, 0, "precision") ?? 0) ?? 0;
  const method = argument(args, 1, "method") ?? "common";
  const number = numeric(value, run);
  const scale = 10 ** places;
  if (method === "ceil") return new Float(Math.ceil(number * scale) / scale);
  if (method === "floor") return new Float(Math.floor(number * scale) / scale);
  if (!(value instanceof Float) && places >= 0) return number;
  return new Float(rounded(number, places));
};

const int: Filter = (value, args) => {
  const otherwise = argument(args, 0, "default") ?? 0;
  const number = numberOf(value);
  if (number !== undefined) return Number.isFinite(number) ? Math.trunc(number) : otherwise;
  const base = numberOf(argument(args, 1, "base") ?? 10) ?? 10;
  if (typeof value !== "string") return otherwise;
  const text = value.trim().replaceAll("_", "");
  if (base !== 10) {
    const parsed = parseInt(text.replace(/^0[xXbBoO]/, ""), Math.min(36, Math.max(2, base)));
    return Number.isNaN(parsed) ? otherwise : parsed;
  }
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? Math.trunc(Number(text)) : otherwise;
};

const float: Filter = (value, args) => {
  const number =
    numberOf(value) ??
    (typeof value === "string" && /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(value)
      ? Number(value)
      : undefined);
  return number === undefined ? (argument(args, 0, "default") ?? new Float(0)) : new Float(number);
};

const fallback: Filter = (value, args) => {
  const empty = value instanceof Undefined || (truth(argument(args, 1, "boolean") ?? false) && !truth(value));
  return empty ? (argument(args, 0, "default_value") ?? "") : value;
};

export const numberFilters: readonly (readonly [string, Filter])[] = [
  [
    "abs",
    (value, _, run) => (value instanceof Float ? new Float(Math.abs(value.value)) : Math.abs(numeric(value, run))),
  ],
  ["round", round],
  ["int", int],
  ["float", float],
  [
    "sum",
    (value, args, run) => {
      const by = getter(argument(args, 0, "attribute"), run);
      return iterate(value, run).reduce<Value>(
        (total, item) => binary("+", total, by(item), run),
        argument(args, 1, "start") ?? 0,
      );
    },
  ],
  ["default", fallback],
  ["d", fallback],
  ["attr", (value, { positional }, run, frame) => attributeOf(value, run.text(positional[0] ?? ""), run, frame.host)],
  [
    "filesizeformat",
    (value, _, run) => {
      const size = numeric(value, run);
      const at = Math.min(8, Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)));
      return at === 0 ? `${size} Bytes` : `${(size / 1000 ** at).toFixed(1)} ${"kMGTPEZY".charAt(at - 1)}B`;
    },
  ],
  // dbt: in a model these leave the value as it is; only settings take its type from them.
  ...["as_bool", "as_native", "as_number", "as_text"].map((name): readonly [string, Filter] => [
    name,
    (value) => value,
  ]),
];
