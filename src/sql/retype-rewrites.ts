import { type TypeParts, normalType, typeParts } from "./normal-type.ts";
import { familyOf, grows } from "./type-family.ts";

const STRINGS: ReadonlySet<string> = new Set(["text", "varchar", "citext"]);

/** Changes of type that touch the catalog alone, as PostgreSQL 18 shows them. */
function inPlace(from: TypeParts, to: TypeParts, postgresVersion: number): boolean {
  if (from.array || to.array) return from.array && to.array && from.base === to.base && to.mods.length === 0;
  if (STRINGS.has(from.base) && STRINGS.has(to.base)) return grows(from.mods[0], to.mods[0]);
  if (familyOf(from.base) === "timestamp" && familyOf(to.base) === "timestamp")
    return from.base === to.base
      ? (to.mods[0] ?? 6) >= (from.mods[0] ?? 6)
      : to.mods.length === 0 && postgresVersion >= 12;
  switch (`${from.base} to ${to.base}`) {
    case "numeric to numeric": {
      const [precision, scale = 0] = from.mods;
      const [room, places = 0] = to.mods;
      return room === undefined || (precision !== undefined && places === scale && room >= precision);
    }
    case "time to time":
    case "time with time zone to time with time zone":
    case "interval to interval":
      return (to.mods[0] ?? 6) >= (from.mods[0] ?? 6);
    case "varbit to varbit":
      return grows(from.mods[0], to.mods[0]);
    case "cidr to inet":
      return true;
    case "bit to varbit":
    case "xml to text":
    case "xml to varchar":
      return to.mods.length === 0;
    default:
      return false;
  }
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
  // An expression is worked out row by row, whatever the types.
  if (using) return true;
  if (before === undefined) return undefined;
  if (normalType(before) === normalType(after)) return false;
  const [from, to] = [typeParts(before), typeParts(after)];
  if (familyOf(from.base) === undefined || familyOf(to.base) === undefined) return undefined;
  return !inPlace(from, to, postgresVersion);
}
