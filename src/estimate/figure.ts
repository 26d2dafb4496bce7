import type { Unit } from "./document.ts";
import type { Range } from "./inputs.ts";

const STEPS: readonly (readonly [number, string])[] = [
  [1e15, "PB"],
  [1e12, "TB"],
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
  [1, "B"],
];
const TIMES: readonly (readonly [number, string])[] = [
  [86_400, "days"],
  [3600, "h"],
  [60, "min"],
  [1, "s"],
];

const digits = (value: number): string =>
  new Intl.NumberFormat("en", { maximumSignificantDigits: 4, useGrouping: true }).format(value).replaceAll(",", " ");

/** A figure for people: four digits, decimal units; a range as two of them. */
export function show({ low, high }: Range, unit: Unit): string {
  return low === high ? one(low, unit) : `${one(low, unit)} – ${one(high, unit)}`;
}

function one(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return "never";
  switch (unit) {
    case "bytes":
      return scaled(value, STEPS);
    case "bytes/day":
      return `${scaled(value, STEPS)}/day`;
    case "s":
      return scaled(value, TIMES);
    case "×":
      return `${digits(value)}×`;
    default:
      return `${digits(value)} ${unit}`;
  }
}

function scaled(value: number, steps: readonly (readonly [number, string])[]): string {
  const [size, name] = steps.find(([step]) => Math.abs(value) >= step) ?? steps.at(-1) ?? [1, ""];
  return `${digits(value / size)} ${name}`;
}
