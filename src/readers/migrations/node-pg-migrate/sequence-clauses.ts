import type { ValueMap } from "../../../code/value.ts";
import { typeSql } from "./column-type.ts";
import { type Shorthands, wordsOf } from "./values.ts";

/** What a sequence is told, of one's own or of a column. */
export function sequenceClauses(options: ValueMap, shorthands: Shorthands): readonly string[] {
  const clauses: string[] = [];
  const type = options.get("type");
  if (type !== undefined && type !== null) clauses.push(`AS ${typeSql(type, shorthands)}`);
  for (const [key, words] of [
    ["increment", "INCREMENT BY"],
    ["minvalue", "MINVALUE"],
    ["maxvalue", "MAXVALUE"],
    ["start", "START WITH"],
    ["cache", "CACHE"],
    ["owner", "OWNED BY"],
  ] as const) {
    const said = wordsOf(options, key);
    if (said !== undefined) clauses.push(`${words} ${said}`);
    else if (options.get(key) === null || options.get(key) === false) {
      if (key === "owner") clauses.push("OWNED BY NONE");
      else if (key === "minvalue" || key === "maxvalue") clauses.push(`NO ${words}`);
    }
  }
  const cycle = options.get("cycle");
  if (cycle === true || cycle === false) clauses.push(cycle ? "CYCLE" : "NO CYCLE");
  return clauses;
}
