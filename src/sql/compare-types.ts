import { type ParsedType, parseType } from "./parse-type.ts";

/**
 * What a change of type does to the values and to those who read them. `narrowed`: some values do not fit or lose digits.
 * `converted`: every value fits, as another kind. `incompatible`: another kind, and values may not convert.
 * `reinterpreted`: every value fits and may mean something else. `unknown`: a type that PostgreSQL does not bring itself.
 */
export type TypeChange = "same" | "widened" | "narrowed" | "converted" | "incompatible" | "reinterpreted" | "unknown";

const INTEGERS = ["smallint", "integer", "bigint"];
/** Decimal digits that hold every value, and mantissa bits needed, by type. */
const DIGITS: Readonly<Record<string, number>> = { smallint: 5, integer: 10, bigint: 19 };
/** Largest number of decimal digits of which every value fits. */
const SAFE_DIGITS: Readonly<Record<string, number>> = { smallint: 4, integer: 9, bigint: 18 };

const fits = (does: boolean): TypeChange => (does ? "widened" : "narrowed");
/** A limit may grow or go; `undefined` stands for "no limit". */
const grows = (from: number | undefined, to: number | undefined): boolean =>
  to === undefined || (from !== undefined && to >= from);
const unlimited = ({ name, parameters }: ParsedType): boolean =>
  (name === "text" || name === "character varying" || name === "citext") && parameters.length === 0;

function compareNumbers(from: ParsedType, to: ParsedType): TypeChange {
  const [precision, scale = 0] = from.parameters;
  const [room, places = 0] = to.parameters;
  if (from.family === "integer") {
    const digits = DIGITS[from.name] ?? 19;
    if (to.family === "integer") return fits(INTEGERS.indexOf(to.name) >= INTEGERS.indexOf(from.name));
    if (to.family === "numeric") return fits(room === undefined || room - places >= digits);
    return fits(from.name === "smallint" || (from.name === "integer" && to.name === "double precision"));
  }
  if (from.family === "float")
    return to.family === "float"
      ? fits(to.name === "double precision")
      : fits(to.family === "numeric" && room === undefined);
  if (to.family === "numeric")
    return fits(
      room === undefined || (precision !== undefined && places >= scale && room - places >= precision - scale),
    );
  if (to.family === "integer")
    return fits(scale === 0 && precision !== undefined && precision <= (SAFE_DIGITS[to.name] ?? 0));
  return "narrowed";
}

function compareStrings(from: ParsedType, to: ParsedType): TypeChange {
  if ((from.name === "citext") !== (to.name === "citext")) return "reinterpreted";
  if (to.name === "name") return "narrowed";
  const length = from.name === "name" ? 63 : from.parameters[0];
  if (!grows(length, to.parameters[0])) return "narrowed";
  // Padding changes what is stored and what an equality finds.
  return to.name === "character" && from.name !== "character" ? "reinterpreted" : "widened";
}

function compareTimes(from: ParsedType, to: ParsedType): TypeChange {
  if (!grows(from.parameters[0] ?? 6, to.parameters[0] ?? 6)) return "narrowed";
  return from.name === to.name ? "widened" : "reinterpreted";
}

function compareWithin(from: ParsedType, to: ParsedType): TypeChange {
  switch (from.family) {
    case "string":
      return compareStrings(from, to);
    case "timestamp":
    case "time":
      return compareTimes(from, to);
    case "interval":
      return fits(grows(from.parameters[0] ?? 6, to.parameters[0] ?? 6));
    case "bits":
      if (to.name === "bit") return fits(from.name === "bit" && from.parameters[0] === to.parameters[0]);
      return fits(grows(from.parameters[0], to.parameters[0]));
    case "json":
      // jsonb keeps neither the order of keys nor a second value of one key.
      return from.name === "json" ? "reinterpreted" : "widened";
    case "network":
      return fits(to.name === "inet");
    case "mac":
      return fits(to.name === "macaddr8");
    default:
      return "incompatible";
  }
}

const NUMBERS = new Set(["integer", "numeric", "float"]);

function compareAcross(from: ParsedType, to: ParsedType): TypeChange {
  if (from.family === "xml" && unlimited(to)) return "widened";
  if (unlimited(to)) return "converted";
  if (from.family === "date" && to.family === "timestamp")
    return to.name === "timestamp without time zone" ? "widened" : "reinterpreted";
  if (from.family === "timestamp" && (to.family === "date" || to.family === "time")) return "narrowed";
  if (from.family === "money" && to.family === "numeric" && to.parameters.length === 0) return "widened";
  if (from.family === "boolean" && to.family === "integer") return "converted";
  return "incompatible";
}

/** Two PostgreSQL types as the history and the statement spell them. */
export function compareTypes(before: string, after: string): TypeChange {
  const from = parseType(before);
  const to = parseType(after);
  if (from.dimensions !== to.dimensions) {
    if (from.family === undefined || to.family === undefined) return "unknown";
    return to.dimensions === 0 && unlimited(to) ? "converted" : "incompatible";
  }
  if (from.name === to.name && from.parameters.join() === to.parameters.join()) return "same";
  if (from.family === undefined) return unlimited(to) && to.dimensions === 0 ? "widened" : "unknown";
  if (to.family === undefined) return "unknown";
  if (NUMBERS.has(from.family) && NUMBERS.has(to.family)) return compareNumbers(from, to);
  return from.family === to.family ? compareWithin(from, to) : compareAcross(from, to);
}
