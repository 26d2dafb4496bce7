/** Whole numbers, floats and texts as warehouses spell them, each list in the order in which one holds those before it. */
const WIDER: readonly (readonly (readonly string[])[])[] = [
  [
    ["tinyint", "int1"],
    ["smallint", "int2"],
    ["int", "integer", "int4"],
    ["bigint", "int8", "int64"],
  ],
  [
    ["real", "float4", "float32"],
    ["double", "double precision", "float8", "float64"],
  ],
  [
    ["char", "character", "varchar", "character varying"],
    ["text", "string"],
  ],
];

/** As dbt compares the types of a contract: without what stands in brackets, in lower case. */
export const withoutSize = (type: string): string =>
  type
    .replace(/\(.*\)/s, "")
    .trim()
    .toLowerCase();

/** Does the new type hold every value of the old one? False where we do not know. */
export function widens(before: string, after: string): boolean {
  const [from, to] = [withoutSize(before), withoutSize(after)];
  return WIDER.some((list) => {
    const [a, b] = [from, to].map((type) => list.findIndex((same) => same.includes(type)));
    return a !== undefined && b !== undefined && a >= 0 && b >= a && !after.includes("(");
  });
}

/** `varchar(20)` → `varchar(10)`, of the same type. */
export function sizeShrinks(before: string, after: string): boolean {
  const [from, to] = [before, after].map((type) => /\(([\d\s,]+)\)/.exec(type)?.[1]?.split(",").map(Number));
  if (from === undefined || to === undefined || from.length !== to.length) return false;
  return to.some((size, i) => size < (from[i] ?? 0));
}
