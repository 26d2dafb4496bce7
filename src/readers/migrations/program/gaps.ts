import type { Spot, TextGap } from "../../../sql/act.ts";

/** Schema changes that only a run would tell: the engine has a hole there. */
export const unknown = (spot: Spot, reason: string, sql: string, opaque: boolean): TextGap => ({
  key: "program-unknown",
  spot,
  reason,
  opaque,
  sql: cut(sql),
});

/** What is under a condition that only a run would tell is read as if it ran. */
export const conditional = (spot: Spot, reason: string, sql: string): TextGap => ({
  key: "program-condition",
  spot,
  reason,
  opaque: false,
  sql: cut(sql),
});

/** Rows that the application's own code changes. */
export const rowsByCode = (spot: Spot, reason: string, sql: string): TextGap => ({
  key: "program-data",
  spot,
  reason,
  opaque: false,
  sql: cut(sql),
});

const cut = (text: string): string => (text.length > 400 ? `${text.slice(0, 399)}…` : text);

/** A piece of a program inside a sentence. */
export const quoted = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > 60 ? `${line.slice(0, 59)}…` : line}\``;
};
