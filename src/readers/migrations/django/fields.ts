import { type Call, nameOf, textOf, type Value } from "../../../code/python/value.ts";
import { quoteName, quoteText } from "../../../sql/quote.ts";
import { expressionSql } from "./expressions.ts";
import { type Model, type State, tableOf, targetOf } from "./state.ts";

export interface Column {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  /** The type is one that the project brings along: taken for what it looks like. */
  readonly guessed?: string;
  readonly null: boolean;
  readonly primary: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  readonly identity: boolean;
  readonly check?: string;
  /** What an insert without a value gets from PostgreSQL. */
  readonly fallback?: string;
  /** `GENERATED ALWAYS AS …`. */
  readonly generated?: string;
  /** What Django writes into rows that are there when the column comes. */
  readonly filling?: string;
  readonly points?: { readonly table: string; readonly column: string; readonly known: boolean };
}

/** Kinds of columns by the last words of a field's class: a project's own `BoundedIntegerField` is an integer too. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/BigAutoField$/, "bigint"],
  [/SmallAutoField$/, "smallint"],
  [/AutoField$/, "integer"],
  [/PositiveBigIntegerField$/, "bigint"],
  [/PositiveSmallIntegerField$/, "smallint"],
  [/PositiveIntegerField$/, "integer"],
  [/BigIntegerField$/, "bigint"],
  [/SmallIntegerField$/, "smallint"],
  [/BigIntegerRangeField$/, "int8range"],
  [/IntegerRangeField$/, "int4range"],
  [/DateTimeRangeField$/, "tstzrange"],
  [/DateRangeField$/, "daterange"],
  [/DecimalRangeField$/, "numrange"],
  [/IntegerField$/, "integer"],
  [/BinaryField$/, "bytea"],
  [/BooleanField$/, "boolean"],
  [/(?:DateTimeField|AutoCreatedField|AutoLastModifiedField|MonitorField)$/, "timestamp with time zone"],
  [/DateField$/, "date"],
  [/DurationField$/, "interval"],
  [/FloatField$/, "double precision"],
  [/IPAddressField$/, "inet"],
  [/^JSONField$|JSONField$/, "jsonb"],
  [/UUIDField$/, "uuid"],
  [/TimeField$/, "time"],
  [/HStoreField$/, "hstore"],
  [/SearchVectorField$/, "tsvector"],
  [/^CI(?:Char|Email|Text)Field$/, "citext"],
  [/TextField$/, "text"],
];

/** Texts with a length, and the one that they have by themselves. */
const SIZED: readonly (readonly [RegExp, string | undefined])[] = [
  [/EmailField$/, "254"],
  [/URLField$/, "200"],
  [/SlugField$/, "50"],
  [/(?:File|Image|FilePath)Field$/, "100"],
  [/PhoneNumberField$/, "128"],
  [/CountryField$/, "2"],
  [/TimeZoneField$/, "63"],
  [/StatusField$/, "100"],
  [/CharField$/, undefined],
];

const GEOMETRY =
  /^(Point|LineString|Polygon|MultiPoint|MultiLineString|MultiPolygon|GeometryCollection|Geometry)Field$/;

export const shortName = (value: Value | undefined): string => nameOf(value)?.split(".").at(-1) ?? "";

const truthy = (call: Call, name: string): boolean => call.named[name]?.is === "truth" && call.named[name].truth;
const number = (value: Value | undefined): string | undefined => (value?.is === "number" ? value.text : undefined);

export const isMany = (value: Value): boolean => shortName(value).endsWith("ManyToManyField");
const isRelation = (value: Value): boolean => /(?:ForeignKey|OneToOneField)$/.test(shortName(value));

/** The column of a field; undefined where it has none. */
export function columnOf(field: string, value: Value, model: Model, state: State, depth = 0): Column | undefined {
  const short = shortName(value);
  if (value.is !== "call") return { ...blank(field, field), type: "text", guessed: "what the program puts together" };
  if (isMany(value) || /GenericForeignKey$|GenericRelation$|TaggableManager$|CompositePrimaryKey$/.test(short))
    return undefined;
  const relation = isRelation(value);
  const primary = truthy(value, "primary_key");
  const one = relation && short.endsWith("OneToOneField");
  const unique = truthy(value, "unique") || one;
  const target = relation ? pointed(value, model, state, depth) : undefined;
  const type = target === undefined ? typeOf(value, short) : { sql: target.type };
  const name = (textOf(value.named["db_column"]) ?? (relation ? `${field}_id` : field)).replace(/^"|"$/g, "");
  const indexed = value.named["db_index"];
  const generated = short === "GeneratedField" ? generatedBy(value, model, state) : undefined;
  const fallback = value.named["db_default"];
  const own = fallback === undefined ? undefined : expressionSql(fallback, { model, state, name: quoteName });
  const bound =
    target !== undefined && !(value.named["db_constraint"]?.is === "truth" && !value.named["db_constraint"].truth);
  const filling = own === undefined ? fillingOf(value, type.sql) : undefined;
  return {
    field,
    name,
    type: type.sql,
    ...(type.guessed === undefined ? {} : { guessed: type.guessed }),
    null: truthy(value, "null") || short === "NullBooleanField",
    primary,
    unique: unique && !primary,
    index:
      (relation && !one
        ? !(indexed?.is === "truth" && !indexed.truth)
        : short.endsWith("SlugField")
          ? !(indexed?.is === "truth" && !indexed.truth)
          : truthy(value, "db_index")) &&
      !unique &&
      !primary,
    identity: short.endsWith("AutoField"),
    ...(/Positive\w*IntegerField$/.test(short) ? { check: `${quoteName(name)} >= 0` } : {}),
    ...(own === undefined ? {} : { fallback: own }),
    ...(generated === undefined ? {} : { generated }),
    ...(filling === undefined ? {} : { filling }),
    ...(bound ? { points: target } : {}),
  };
}

const blank = (field: string, name: string): Omit<Column, "type"> => ({
  field,
  name,
  null: true,
  primary: false,
  unique: false,
  index: false,
  identity: false,
});

interface Target {
  readonly table: string;
  readonly column: string;
  readonly known: boolean;
  readonly type: string;
}

/** The column that a relation points to, and its type. Apps that are not in the repository have the keys that Django's own have. */
function pointed(call: Call, model: Model, state: State, depth: number): Target {
  const key = targetOf(call, model, state);
  const target = state.models.get(key);
  const [app = "", name = ""] = key.split(".");
  if (target === undefined || depth > 8) {
    const small = ["auth", "contenttypes", "sites", "admin"].includes(app);
    const table =
      key === "contenttypes.contenttype"
        ? "django_content_type"
        : key === "sites.site"
          ? "django_site"
          : `${app}_${name}`;
    return { table, column: "id", known: false, type: small ? "integer" : "bigint" };
  }
  const wanted = textOf(call.named["to_field"]);
  const own = primaryField(target);
  const [field, value] = wanted === undefined || !target.fields.has(wanted) ? own : [wanted, target.fields.get(wanted)];
  const column = value === undefined ? undefined : columnOf(field, value, target, state, depth + 1);
  return { table: tableOf(target), column: column?.name ?? "id", known: true, type: column?.type ?? "integer" };
}

export function primaryField(model: Model): readonly [string, Value | undefined] {
  const own = [...model.fields].find(([, value]) => value.is === "call" && truthy(value, "primary_key"));
  return own ?? ["id", model.fields.get("id")];
}

function typeOf(call: Call, short: string): { readonly sql: string; readonly guessed?: string } {
  if (short === "GeneratedField") {
    const output = call.named["output_field"];
    return output?.is === "call" ? typeOf(output, shortName(output)) : { sql: "text", guessed: short };
  }
  if (short.endsWith("ArrayField")) {
    const base = call.named["base_field"] ?? call.plain[0];
    return { sql: `${base?.is === "call" ? typeOf(base, shortName(base)).sql : "text"}[]` };
  }
  if (/DecimalField$|MoneyField$/.test(short)) {
    const [digits, places] = [number(call.named["max_digits"]), number(call.named["decimal_places"])];
    return { sql: digits === undefined ? "numeric" : `numeric(${digits}, ${places ?? "0"})` };
  }
  const shape = GEOMETRY.exec(short)?.[1];
  if (shape !== undefined) return { sql: `geometry(${shape.toUpperCase()},${number(call.named["srid"]) ?? "4326"})` };
  if (short === "VectorField") return { sql: `vector(${number(call.named["dimensions"]) ?? "1"})` };
  const known = TYPES.find(([pattern]) => pattern.test(short))?.[1];
  if (known !== undefined) return { sql: known };
  const length = number(call.named["max_length"]);
  const sized = SIZED.find(([pattern]) => pattern.test(short));
  if (sized !== undefined) return { sql: varchar(length ?? sized[1]) };
  return { sql: length === undefined ? "text" : varchar(length), guessed: short };
}

const varchar = (length: string | undefined): string => (length === undefined ? "varchar" : `varchar(${length})`);

function generatedBy(call: Call, model: Model, state: State): string | undefined {
  const of = call.named["expression"];
  const sql = of === undefined ? undefined : expressionSql(of, { model, state, name: quoteName });
  const kept = truthy(call, "db_persist") ? "STORED" : "VIRTUAL";
  return sql === undefined ? undefined : `GENERATED ALWAYS AS (${sql}) ${kept}`;
}

/** A constant of the right kind: which one does not matter to what the statement does. */
function standIn(type: string): string | undefined {
  if (/\[\]$|^(?:json|hstore)/.test(type)) return type === "hstore" ? "''" : "'{}'";
  if (/^(?:text|varchar|citext|bytea)/.test(type)) return "''";
  if (/^(?:integer|bigint|smallint|numeric|double)/.test(type)) return "0";
  if (type.startsWith("timestamp")) return "'2000-01-01 00:00:00+00'";
  const others: Readonly<Record<string, string>> = {
    boolean: "false",
    date: "'2000-01-01'",
    time: "'00:00'",
    interval: "'0'",
    uuid: "'00000000-0000-0000-0000-000000000000'",
  };
  return others[type];
}

function fillingOf(call: Call, type: string): string | undefined {
  const value = call.named["default"];
  if (value === undefined) {
    if (truthy(call, "auto_now") || truthy(call, "auto_now_add")) return standIn(type);
    return truthy(call, "blank") && !truthy(call, "null") && /^(?:text|varchar|citext)/.test(type) ? "''" : undefined;
  }
  if (value.is === "none") return undefined;
  if (value.is === "text") return quoteText(value.text);
  if (value.is === "number") return /^(?:text|varchar)/.test(type) ? quoteText(value.text) : value.text;
  if (value.is === "truth") return String(value.truth);
  return standIn(type);
}
