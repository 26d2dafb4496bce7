import { quoteName, quoteText } from "./quote.ts";

/** A name as PostgreSQL reads it back: in quotes where it needs them. */
export const spelt = (name: string): string => quoteName(name);

export const speltIn = (schema: string | undefined, name: string): string =>
  schema === undefined || schema === "" ? spelt(name) : `${spelt(schema)}.${spelt(name)}`;

export const speltList = (names: readonly string[]): string => names.map(spelt).join(", ");

/** A text as a constant. */
export const quoted = (text: string): string => quoteText(text);
