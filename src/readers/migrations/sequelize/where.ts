import { isList, isMap, type Value } from "../../../code/value.ts";
import { inQuotes } from "../../../sql/quote.ts";
import { RawSql } from "../program/raw-sql.ts";
import { literalSql } from "./literal.ts";

const COMPARED: Readonly<Record<string, string>> = {
  $eq: "=",
  $ne: "!=",
  $gt: ">",
  $gte: ">=",
  $lt: "<",
  $lte: "<=",
  $like: "LIKE",
  $iLike: "ILIKE",
};

/** A `where` as SQL; undefined where it is not known, or says more than this. */
export function whereSql(where: Value | undefined): string | undefined {
  if (where instanceof RawSql) return where.use();
  if (typeof where === "string") return where;
  if (isList(where)) return joined(where.map(whereSql), "AND");
  return isMap(where)
    ? joined(
        [...where].map(([key, value]) => termSql(key, value)),
        "AND",
      )
    : undefined;
}

function joined(terms: readonly (string | undefined)[], word: "AND" | "OR"): string | undefined {
  if (terms.length === 0 || terms.includes(undefined)) return undefined;
  return terms.length === 1 ? terms[0] : `(${terms.join(` ${word} `)})`;
}

function termSql(key: string, value: Value): string | undefined {
  if (key === "$or" || key === "$and") {
    const each = isList(value) ? value : isMap(value) ? [...value].map(([name, one]) => new Map([[name, one]])) : [];
    return joined(each.map(whereSql), key === "$or" ? "OR" : "AND");
  }
  const column = inQuotes(key);
  if (!isMap(value)) return compared(column, isList(value) ? "$in" : "$eq", value);
  return joined(
    [...value].map(([operator, one]) => compared(column, operator, one)),
    "AND",
  );
}

function compared(column: string, operator: string, value: Value): string | undefined {
  if (operator === "$in" || operator === "$notIn") {
    const values = isList(value) ? value.map((one) => literalSql(one)) : [undefined];
    return values.includes(undefined) || values.length === 0
      ? undefined
      : `${column} ${operator === "$in" ? "IN" : "NOT IN"} (${values.join(", ")})`;
  }
  const negated = operator === "$ne" || operator === "$not";
  const word = negated ? "!=" : operator === "$is" ? "=" : COMPARED[operator];
  const given = literalSql(value);
  if (word === undefined || given === undefined) return undefined;
  if (given === "NULL" || (typeof value === "boolean" && (operator === "$is" || operator === "$not")))
    return `${column} IS ${negated ? "NOT " : ""}${given}`;
  return `${column} ${word} ${given}`;
}
