/** Words that PostgreSQL's grammar keeps for itself, also as the name of a column or a table. */
const RESERVED: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning
  right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user
  using variadic verbose when where window with`.split(/\s+/),
);

/** A name as PostgreSQL reads it back: in quotes where it needs them. */
export const spelt = (name: string): string =>
  /^[a-z_][a-z0-9_$]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;

export const speltIn = (schema: string | undefined, name: string): string =>
  schema === undefined || schema === "" ? spelt(name) : `${spelt(schema)}.${spelt(name)}`;

export const speltList = (names: readonly string[]): string => names.map(spelt).join(", ");

/** A text as a constant. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
