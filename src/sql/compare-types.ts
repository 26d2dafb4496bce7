import type { Dialect } from "../model/dialect.ts";
import { compareDialectTypes } from "./dialects/types/compare.ts";
import { type TypeParts, normalType, typeParts } from "./normal-type.ts";
import type { TypeChange } from "./type-change.ts";
import { type Family, familyOf, grows } from "./type-family.ts";

interface Typed extends TypeParts {
  readonly family: Family;
}

const INTEGERS = ["smallint", "integer", "bigint"];
/** Digits that hold every value, and digits of which every value fits. */
const DIGITS: Readonly<Record<string, { readonly needs: number; readonly holds: number }>> = {
  smallint: { needs: 5, holds: 4 },
  integer: { needs: 10, holds: 9 },
  bigint: { needs: 19, holds: 18 },
};

const fits = (does: boolean): TypeChange => (does ? "widened" : "narrowed");
/** Text without a limit takes the text of any value. */
const takesAll = ({ base, mods, array }: TypeParts): boolean =>
  !array && mods.length === 0 && (base === "text" || base === "varchar" || base === "citext" || base === "bpchar");

function compareNumbers(from: Typed, to: Typed): TypeChange {
  const [precision, scale = 0] = from.mods;
  const [room, places = 0] = to.mods;
  if (from.family === "integer") {
    const { needs } = DIGITS[from.base] ?? { needs: 19 };
    if (to.family === "integer") return fits(INTEGERS.indexOf(to.base) >= INTEGERS.indexOf(from.base));
    if (to.family === "numeric") return fits(room === undefined || room - places >= needs);
    return fits(from.base === "smallint" || (from.base === "integer" && to.base === "double precision"));
  }
  if (from.family === "float")
    return fits(to.family === "float" ? to.base === "double precision" : to.family === "numeric" && room === undefined);
  if (to.family === "numeric")
    return fits(
      room === undefined || (precision !== undefined && places >= scale && room - places >= precision - scale),
    );
  if (to.family === "integer")
    return fits(scale === 0 && precision !== undefined && precision <= (DIGITS[to.base]?.holds ?? 0));
  return "narrowed";
}

function compareStrings(from: Typed, to: Typed): TypeChange {
  // Without regard to case, two values may be one.
  if ((from.base === "citext") !== (to.base === "citext")) return "reinterpreted";
  if (to.base === "name") return "narrowed";
  if (!grows(from.base === "name" ? 63 : from.mods[0], to.mods[0])) return "narrowed";
  // Padding changes what is stored and what an equality finds.
  return to.base === "char" && from.base !== "char" ? "reinterpreted" : "widened";
}

function compareTimes(from: Typed, to: Typed): TypeChange {
  if ((to.mods[0] ?? 6) < (from.mods[0] ?? 6)) return "narrowed";
  return from.base === to.base ? "widened" : "reinterpreted";
}

function compareWithin(from: Typed, to: Typed): TypeChange {
  switch (from.family) {
    case "string":
      return compareStrings(from, to);
    case "timestamp":
    case "time":
      return compareTimes(from, to);
    case "interval":
      return fits((to.mods[0] ?? 6) >= (from.mods[0] ?? 6));
    case "bits":
      return fits(to.base === "varbit" && grows(from.mods[0], to.mods[0]));
    case "json":
      // jsonb keeps neither the order of keys nor a second value of one key.
      return from.base === "json" ? "reinterpreted" : "widened";
    case "network":
      return fits(to.base === "inet");
    case "mac":
      return fits(to.base === "macaddr8");
    default:
      return "incompatible";
  }
}

function compareAcross(from: Typed, to: Typed): TypeChange {
  if (takesAll(to)) return from.family === "xml" ? "widened" : "converted";
  if (from.family === "date" && to.family === "timestamp") return to.base === "timestamp" ? "widened" : "reinterpreted";
  if (from.family === "timestamp" && (to.family === "date" || to.family === "time")) return "narrowed";
  if (from.family === "money" && to.family === "numeric") return fits(to.mods.length === 0);
  if (from.family === "boolean" && to.family === "integer") return "converted";
  return "incompatible";
}

const NUMBERS: ReadonlySet<Family> = new Set<Family>(["integer", "numeric", "float"]);

/** Two types as the history and the statement spell them; PostgreSQL's where no other dialect is named. */
export function compareTypes(before: string, after: string, dialect?: Dialect): TypeChange {
  if (dialect !== undefined) return compareDialectTypes(before, after, dialect);
  if (normalType(before) === normalType(after)) return "same";
  const [from, to] = [typeParts(before), typeParts(after)];
  const [one, other] = [familyOf(from.base), familyOf(to.base)];
  // An enum or a domain as text reads as before.
  if (one === undefined) return takesAll(to) && !from.array ? "widened" : "unknown";
  if (other === undefined) return "unknown";
  if (from.array !== to.array) return takesAll(to) ? "converted" : "incompatible";
  const [left, right] = [
    { ...from, family: one },
    { ...to, family: other },
  ];
  if (NUMBERS.has(one) && NUMBERS.has(other)) return compareNumbers(left, right);
  return one === other ? compareWithin(left, right) : compareAcross(left, right);
}
