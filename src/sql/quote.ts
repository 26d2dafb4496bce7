/** PostgreSQL's words that are no name without quotes; all but the unreserved ones (`pg_get_keywords()` of 18). */
const KEYWORDS = new Set(
  (
    "all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast " +
    "char character check coalesce collate collation column concurrently constraint create cross current_catalog " +
    "current_date current_role current_schema current_time current_timestamp current_user dec decimal default " +
    "deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full grant " +
    "greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join " +
    "json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize " +
    "json_table json_value lateral leading least left like limit localtime localtimestamp merge_action national " +
    "natural nchar none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay " +
    "placing position precision primary real references returning right row select session_user setof similar " +
    "smallint some substring symmetric system_user table tablesample then time timestamp to trailing treat trim true " +
    "union unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat " +
    "xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable"
  ).split(" "),
);
const PLAIN = /^[a-z_][a-z0-9_]*$/;

/** A name as PostgreSQL's `quote_ident` writes it: bare only where nothing else could be meant. */
export const quoteName = (name: string): string =>
  PLAIN.test(name) && !KEYWORDS.has(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** A name of several parts. */
export const quotePath = (names: readonly string[]): string => names.map(quoteName).join(".");

/** A text as a literal, whatever `standard_conforming_strings` says. */
export const quoteText = (text: string): string =>
  `${text.includes("\\") ? "E" : ""}'${text.replaceAll("'", "''").replaceAll("\\", "\\\\")}'`;

/** Names in a row, as in a list of columns. */
export const quoteList = (names: readonly string[]): string => names.map(quoteName).join(", ");

/** A relation with its schema, where one is named. */
export const quoteIn = (schema: string | undefined, name: string): string =>
  schema === undefined || schema === "" ? quoteName(name) : quotePath([schema, name]);

/** A name in quotes whatever it is, as most tools send it. */
export const inQuotes = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The same of a relation; `schema.table` is two names. */
export const tableInQuotes = (name: string): string =>
  name
    .replaceAll('"', "")
    .split(".")
    .map((part) => inQuotes(part))
    .join(".");

/** A text as most tools send it: for a server with `standard_conforming_strings`. */
export const textInQuotes = (text: string): string => `'${text.replaceAll("'", "''")}'`;
