/** What a type can hold, whatever its dialect calls it. */
export type Shape =
  | { readonly family: "integer"; readonly bits: number; readonly signed: boolean }
  | { readonly family: "decimal"; readonly precision: number; readonly scale: number }
  /** `digits` are those of the binary fraction. */
  | { readonly family: "float"; readonly digits: number }
  | { readonly family: "string"; readonly length: number; readonly unicode: boolean; readonly fixed: boolean }
  | { readonly family: "bytes"; readonly length: number }
  /** `years` is how far it reaches: the longer the higher. */
  | { readonly family: "timestamp"; readonly precision: number; readonly zoned: boolean; readonly years: number }
  | { readonly family: "date"; readonly years: number }
  | { readonly family: "time"; readonly precision: number }
  | { readonly family: "enum" | "set"; readonly labels: readonly string[] }
  | { readonly family: "boolean" | "uuid" | "json" | "interval" | "array" };

export type ShapeOf<F extends Shape["family"]> = Extract<Shape, { readonly family: F }>;

const NEEDS: Readonly<Record<number, readonly [signed: number, unsigned: number]>> = {
  8: [3, 3],
  16: [5, 5],
  24: [7, 8],
  32: [10, 10],
  64: [19, 20],
  128: [39, 39],
  256: [77, 78],
};

/** Decimal digits that every value of it fits into. */
export const digitsNeeded = ({ bits, signed }: ShapeOf<"integer">): number => NEEDS[bits]?.[signed ? 0 : 1] ?? bits;
/** Decimal digits of which every number fits into it. */
export const digitsHeld = (shape: ShapeOf<"integer">): number => digitsNeeded(shape) - 1;
