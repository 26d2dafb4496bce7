import type { Dialect } from "../../../model/dialect.ts";
import type { TypeChange } from "../../type-change.ts";
import { compareAffinities } from "./affinity.ts";
import { normalDialectType } from "./normal-type.ts";
import { digitsHeld, digitsNeeded, type Shape, type ShapeOf } from "./shape.ts";
import { shapeOf } from "./shape-of.ts";

const fits = (does: boolean): TypeChange => (does ? "widened" : "narrowed");

/** Two types of one dialect as the history and the statement spell them. */
export function compareDialectTypes(before: string, after: string, dialect: Dialect): TypeChange {
  const [one, other] = [normalDialectType(before, dialect), normalDialectType(after, dialect)];
  if (one === other) return "same";
  if (dialect === "sqlite") return compareAffinities(one, other);
  if (dialect === "clickhouse") {
    const [from, to] = [unwrapped(one), unwrapped(other)];
    if (from.nullable && !to.nullable) return "narrowed";
    return from.type === to.type ? "widened" : compared(from.type, to.type, dialect);
  }
  return compared(one, other, dialect);
}

/** `LowCardinality(Nullable(T))`: how it is stored changes no value. */
function unwrapped(type: string): { type: string; nullable: boolean } {
  const inner = /^(LowCardinality|Nullable)\((.*)\)$/i.exec(type);
  if (inner === null) return { type, nullable: false };
  const inside = unwrapped(inner[2] ?? "");
  return { type: inside.type, nullable: inside.nullable || inner[1]?.toLowerCase() === "nullable" };
}

function compared(before: string, after: string, dialect: Dialect): TypeChange {
  const [from, to] = [shapeOf(before, dialect), shapeOf(after, dialect)];
  if (from === undefined || to === undefined) return "unknown";
  if (to.family === "string") return from.family === "string" ? compareStrings(from, to) : asText(from, to);
  if (isNumber(from) && isNumber(to)) return compareNumbers(from, to);
  if (from.family === "boolean" && isNumber(to)) return "converted";
  if (isNumber(from) && to.family === "boolean") return "narrowed";
  if (from.family === to.family) return compareWithin(from, to);
  if (from.family === "date" && to.family === "timestamp")
    return to.years < from.years ? "narrowed" : to.zoned ? "reinterpreted" : "widened";
  if (from.family === "timestamp" && (to.family === "date" || to.family === "time")) return "narrowed";
  return "incompatible";
}

type NumberShape = ShapeOf<"integer" | "decimal" | "float">;
const isNumber = (shape: Shape): shape is NumberShape =>
  shape.family === "integer" || shape.family === "decimal" || shape.family === "float";

function compareNumbers(from: NumberShape, to: NumberShape): TypeChange {
  if (from.family === "integer") {
    if (to.family === "integer")
      return fits(from.signed === to.signed ? to.bits >= from.bits : to.signed && to.bits > from.bits);
    if (to.family === "decimal") return fits(to.precision - to.scale >= digitsNeeded(from));
    return fits(from.bits - (from.signed ? 1 : 0) <= to.digits);
  }
  if (from.family === "float") return fits(to.family === "float" && to.digits >= from.digits);
  if (to.family === "decimal")
    return fits(to.scale >= from.scale && to.precision - to.scale >= from.precision - from.scale);
  if (to.family === "integer") return fits(from.scale === 0 && from.precision <= digitsHeld(to));
  return fits(from.precision <= (to.digits === 53 ? 15 : 6));
}

function compareStrings(from: ShapeOf<"string">, to: ShapeOf<"string">): TypeChange {
  if (to.length < from.length || (from.unicode && !to.unicode)) return "narrowed";
  return to.fixed && (!from.fixed || to.length > from.length) ? "reinterpreted" : "widened";
}

function compareWithin(from: Shape, to: Shape): TypeChange {
  if (from.family === "timestamp" && to.family === "timestamp") {
    if (to.precision < from.precision || to.years < from.years) return "narrowed";
    return from.zoned === to.zoned ? "widened" : "reinterpreted";
  }
  if (from.family === "date" && to.family === "date") return fits(to.years >= from.years);
  if (from.family === "time" && to.family === "time") return fits(to.precision >= from.precision);
  if (from.family === "bytes" && to.family === "bytes") return fits(to.length >= from.length);
  if ("labels" in from && "labels" in to) return fits(from.labels.every((label) => to.labels.includes(label)));
  return "unknown";
}

/** The longest that a value is as text. */
function asText(from: Shape, to: ShapeOf<"string">): TypeChange {
  if ("labels" in from) {
    const longest =
      from.family === "set" ? from.labels.join(",").length : Math.max(0, ...from.labels.map(({ length }) => length));
    return fits(longest <= to.length);
  }
  if (from.family === "bytes") return "incompatible";
  return textLength(from) <= to.length ? "converted" : "narrowed";
}

function textLength(from: Shape): number {
  switch (from.family) {
    case "integer":
      return digitsNeeded(from) + (from.signed ? 1 : 0);
    case "decimal":
      return from.precision + 2;
    case "uuid":
      return 36;
    case "boolean":
      return 5;
    case "date":
      return 10;
    case "timestamp":
    case "time":
      return 35;
    case "float":
      return 25;
    default:
      return Infinity;
  }
}
