import { isMap, type Value, type ValueMap } from "../../../code/value.ts";
import { nameSql, type Shorthands, Unclear, wordOf } from "./values.ts";

const ADAPTED: Readonly<Record<string, string>> = {
  int: "integer",
  string: "text",
  float: "real",
  double: "double precision",
  datetime: "timestamp",
  bool: "boolean",
};

const SHORT: Shorthands = new Map([
  [
    "id",
    new Map<string, Value>([
      ["type", "serial"],
      ["primaryKey", true],
    ]),
  ],
]);

const described = (value: Value): ValueMap => (isMap(value) ? value : new Map([["type", value]]));

/** A column with what its type is short for; what the column itself says wins. */
export function describe(value: Value, shorthands: Shorthands): ValueMap {
  let all = described(value);
  const seen = new Set<string>();
  for (let type = all.get("type"); typeof type === "string"; type = all.get("type")) {
    const short = shorthands.get(type) ?? SHORT.get(type);
    if (short === undefined || short === null) break;
    if (seen.has(type)) throw new Unclear(type);
    seen.add(type);
    const meant = described(short);
    all = new Map([...meant, ...all, ["type", meant.get("type") ?? null]]);
  }
  return all;
}

/** The type alone. */
export function typeSql(value: Value | undefined, shorthands: Shorthands): string {
  if (value === undefined || value === null) throw new Unclear("a type");
  if (isMap(value) && !value.has("type")) return nameSql(value);
  const type = describe(value, shorthands).get("type") ?? null;
  return isMap(type) ? nameSql(type) : adapted(wordOf(type));
}

export const adapted = (type: string): string => (Object.hasOwn(ADAPTED, type) ? (ADAPTED[type] ?? type) : type);
