const ALIASES: Readonly<Record<string, string>> = {
  int: "integer",
  int4: "integer",
  int2: "smallint",
  int8: "bigint",
  float4: "real",
  float8: "double precision",
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

/** One spelling for every spelling of a type: `INT4` → `integer`, `character varying (20)` → `varchar(20)`. */
export function normalType(type: string): string {
  const written = type.trim().replace(/\s+/g, " ");
  const array = /(?: ?\[\d*\])*$/.exec(written)?.[0] ?? "";
  const element = written.slice(0, written.length - array.length);
  return `${normalElement(element)}${array.replace(/[\d ]/g, "")}`;
}

function normalElement(element: string): string {
  // A quoted name is one of the user's own.
  if (element.includes('"')) return element;
  const mods = /\(([^)]*)\)/.exec(element)?.[1]?.replace(/\s/g, "") ?? "";
  const bare = element
    .replace(/\([^)]*\)/, " ")
    .replace(/ +/g, " ")
    .trim()
    .toLowerCase()
    .replace(/^pg_catalog\./, "");
  if (bare === "float") return mods !== "" && Number(mods) <= 24 ? "real" : "double precision";
  const base = alias(bare, mods) ?? bare;
  const kept = normalMods(base, bare, mods);
  // The precision stands after the first word: `timestamp(3) with time zone`.
  const zoned = /^(time(?:stamp)?)( with time zone)$/.exec(base);
  return zoned === null ? `${base}${kept}` : `${zoned[1] ?? ""}${kept}${zoned[2] ?? ""}`;
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
