/** A name as PostgreSQL takes it letter by letter; `schema.table` is two. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteTable = (name: string): string =>
  name
    .replaceAll('"', "")
    .split(".")
    .map((part) => quoteName(part))
    .join(".");
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
