import { type ParsedType, parseType } from "./parse-type.ts";

const grows = (from: number | undefined, to: number | undefined): boolean =>
  to === undefined || (from !== undefined && to >= from);

const STRINGS = new Set(["text", "character varying", "citext"]);

/** Changes of type that only touch the catalog (measured on PostgreSQL 18: 18 of 756 pairs). */
function inPlace(from: ParsedType, to: ParsedType, postgresVersion: number): boolean {
  if (STRINGS.has(from.name) && STRINGS.has(to.name)) return grows(from.parameters[0], to.parameters[0]);
  if (from.family === "timestamp" && to.family === "timestamp") {
    const same = from.name === to.name;
    return grows(from.parameters[0] ?? 6, to.parameters[0] ?? 6) && (same || postgresVersion >= 12);
  }
  if (from.name === to.name)
    switch (from.name) {
      case "numeric": {
        const [precision, scale = 0] = from.parameters;
        const [room, places = 0] = to.parameters;
        return room === undefined || (precision !== undefined && places === scale && room >= precision);
      }
      case "time without time zone":
      case "time with time zone":
      case "interval":
        return grows(from.parameters[0] ?? 6, to.parameters[0] ?? 6);
      case "bit varying":
        return grows(from.parameters[0], to.parameters[0]);
      default:
        return false;
    }
  return (
    (from.name === "cidr" && to.name === "inet") ||
    (from.name === "xml" && STRINGS.has(to.name) && to.parameters.length === 0)
  );
}

/**
 * Does ALTER COLUMN … TYPE write every row anew, by the grammar and the two types alone? Undefined where a type is not
 * known. A change between timestamps with and without time zone is taken as it is at UTC: free from 12 on.
 */
export function retypeRewrites(
  before: string | undefined,
  after: string,
  using: boolean,
  postgresVersion: number,
): boolean | undefined {
  if (before === undefined) return undefined;
  const from = parseType(before);
  const to = parseType(after);
  // An expression that leaves the type alone is there to change values, and one between timestamps names a zone.
  if (before === after) return using;
  if (using && from.family === "timestamp" && from.name !== to.name) return true;
  if (from.family === undefined || to.family === undefined) return undefined;
  if (from.dimensions > 0 || to.dimensions > 0)
    return !(
      from.dimensions === to.dimensions &&
      STRINGS.has(from.name) &&
      STRINGS.has(to.name) &&
      to.parameters.length === 0
    );
  return !inPlace(from, to, postgresVersion);
}
