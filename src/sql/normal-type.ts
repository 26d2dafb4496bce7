const ALIASES: Readonly<Record<string, string>> = {
  int: "integer",
  int4: "integer",
  int2: "smallint",
  int8: "bigint",
  float4: "real",
  float8: "double precision",
  float: "double precision",
  decimal: "numeric",
  dec: "numeric",
  bool: "boolean",
  "character varying": "varchar",
  "char varying": "varchar",
  "national character varying": "varchar",
  bpchar: "char",
  character: "char",
  nchar: "char",
  "national character": "char",
  "bit varying": "varbit",
  timestamptz: "timestamp with time zone",
  timetz: "time with time zone",
  "timestamp without time zone": "timestamp",
  "time without time zone": "time",
};

/** Types that have a length of 1 where none is written. */
const ONE = new Set(["char", "bit"]);

const SHAPE =
  /^(?<name>"[^"]*"(?:\."[^"]*")?|[^([\]]+?)\s*(?:\((?<mods>[^)]*)\))?(?<tail>[^([\]]*)(?<array>(?:\[\d*\])*)$/;

/** One spelling for every spelling of a type: `INT4` → `integer`, `character varying (20)` → `varchar(20)`. */
export function normalType(type: string): string {
  const written = type.trim().replace(/\s+/g, " ");
  const parts = SHAPE.exec(written)?.groups;
  if (parts === undefined) return written;
  const { mods = "", tail = "", array = "" } = parts;
  const name = parts["name"] ?? "";
  const bare = name.includes('"')
    ? name
    : `${name}${tail}`
        .toLowerCase()
        .replace(/^pg_catalog\./, "")
        .trim();
  const known =
    bare === "float" && mods !== "" ? (Number(mods) <= 24 ? "real" : "double precision") : alias(bare, mods);
  const kept = bare === "float" ? "" : normalMods(known ?? bare, bare, mods.replace(/\s/g, ""));
  const base = known ?? bare;
  // The precision stands after the first word: `timestamp(3) with time zone`.
  const zoned = /^(time(?:stamp)?)( with time zone)$/.exec(base);
  const spelt = zoned === null ? `${base}${kept}` : `${zoned[1] ?? ""}${kept}${zoned[2] ?? ""}`;
  return `${spelt}${array.replace(/\d/g, "")}`;
}

/** `bpchar` alone has no limit, other than `char`. */
const alias = (name: string, mods: string): string | undefined =>
  name === "bpchar" && mods === "" ? undefined : ALIASES[name];

function normalMods(base: string, written: string, mods: string): string {
  if (mods === "") return ONE.has(base) && written !== "bpchar" ? "(1)" : "";
  if (base === "numeric") return `(${mods.includes(",") ? mods : `${mods},0`})`;
  // A second has six digits unless said otherwise.
  if (base.startsWith("time") && mods === "6") return "";
  return `(${mods})`;
}

export interface TypeParts {
  readonly base: string;
  readonly mods: readonly number[];
  readonly array: boolean;
}

/** A normal spelling taken apart again. */
export function typeParts(type: string): TypeParts {
  const normal = normalType(type);
  const element = normal.replace(/(\[\])+$/, "");
  const mods = /\(([\d,-]*)\)/.exec(element)?.[1];
  return {
    base: element.replace(/\([\d,-]*\)/, ""),
    mods: mods === undefined || mods === "" ? [] : mods.split(",").map(Number),
    array: element !== normal,
  };
}
