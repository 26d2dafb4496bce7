import type { Element } from "./element.ts";

/** Words that PostgreSQL reserves, as Liquibase quotes them. */
const RESERVED = new Set(
  (
    "all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column " +
    "concurrently constraint create cross current_catalog current_date current_role current_schema current_time " +
    "current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from " +
    "full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime " +
    "localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning " +
    "right select session_user similar some symmetric table tablesample then to trailing true union unique user using " +
    "variadic verbose when where window with"
  ).split(" "),
);

/** A name as Liquibase writes it for PostgreSQL: quoted where it mixes cases, is a reserved word or is no plain word. */
export function quoted(name: string): string {
  const trimmed = name.trim();
  if (/^".*"$/.test(trimmed)) return trimmed;
  const mixed = /[A-Z]/.test(trimmed) && /[a-z]/.test(trimmed);
  const plain = /^[A-Za-z_][\w$]*$/.test(trimmed) && !mixed && !RESERVED.has(trimmed.toLowerCase());
  return plain ? trimmed : `"${trimmed.replaceAll('"', '""')}"`;
}

/** The relation that an element names with these two attributes. */
export function relation(element: Element, name = "tableName", schema = "schemaName"): string {
  const { [name]: own = "", [schema]: outer } = element.attributes;
  return outer === undefined || outer === "" ? quoted(own) : `${quoted(outer)}.${quoted(own)}`;
}

/** `a, b` as a list of names. */
export const columnList = (names = ""): string =>
  names
    .split(",")
    .filter((name) => name.trim() !== "")
    .map(quoted)
    .join(", ");
