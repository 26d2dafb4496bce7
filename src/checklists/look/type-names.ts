/** Types as plans, warehouses and databases call them, by what they hold. */
const HOLDS: Readonly<Record<string, string>> = {
  "whole numbers": "int int2 int4 int8 int16 int32 int64 integer bigint smallint tinyint byteint serial bigserial long",
  decimals: "numeric decimal number bignumeric money",
  "floating numbers": "float float4 float8 float64 real double",
  text: "text string varchar char nvarchar nchar character bpchar citext clob",
  days: "date",
  moments: "timestamp timestamptz datetime datetime2 timestamp_ntz timestamp_ltz timestamp_tz",
  "true or false": "boolean bool bit",
  json: "json jsonb variant object super",
};
const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(HOLDS).flatMap(([holds, names]) => names.split(" ").map((name) => [name, holds] as const)),
);

/** What a type holds, by the first word of its name; undefined for one that we do not know. */
export const holds = (type: string): string | undefined => BY_NAME.get(/^\W*(\w+)/.exec(type.toLowerCase())?.[1] ?? "");

/** Do both types hold the same? A type that we do not know agrees with any; so do decimals and whole numbers of engines with one NUMBER. */
export function typesAgree(one: string, other: string): boolean {
  const [left, right] = [holds(one), holds(other)];
  if (left === undefined || right === undefined || left === right) return true;
  return /^\W*number\b/i.test(one) || /^\W*number\b/i.test(other);
}
