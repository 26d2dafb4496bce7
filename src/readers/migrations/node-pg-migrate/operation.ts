import type { Value } from "../../../code/value.ts";
import { nameSql, optionsOf, type Shorthands, when } from "./values.ts";

/** The arguments of one of the builder's calls, and what its types may be short for. */
export interface Call {
  readonly list: readonly Value[];
  readonly shorthands: Shorthands;
}

/** What a call sends, and what it sends where a way down is made of a way up. Both throw `Unclear`. */
export interface Operation {
  readonly sql: (call: Call) => string;
  /** Absent where the tool makes no way back of it. */
  readonly back?: (call: Call) => string;
}

export type Operations = Readonly<Record<string, Operation>>;

/** `DROP <kind> <name>`, with its options at this argument. */
export const dropped =
  (kind: string, at = 1) =>
  ({ list }: Call): string => {
    const options = optionsOf(list[at]);
    return `DROP ${kind}${when(options, "ifExists", " IF EXISTS")} ${nameSql(list[0])}${when(options, "cascade", " CASCADE")}`;
  };

/** `ALTER <kind> <name> RENAME TO <name>`, and back. */
export const renamed = (kind: string): Operation => {
  const rename = (from?: Value, to?: Value): string => `ALTER ${kind} ${nameSql(from)} RENAME TO ${nameSql(to)}`;
  return { sql: ({ list: [from, to] }) => rename(from, to), back: ({ list: [from, to] }) => rename(to, from) };
};

/** `ALTER <kind> <of> RENAME <part> <name> TO <name>`, and back. */
export const partRenamed = (kind: string, part: string): Operation => {
  const rename = (of?: Value, from?: Value, to?: Value): string =>
    `ALTER ${kind} ${nameSql(of)} RENAME ${part} ${nameSql(from)} TO ${nameSql(to)}`;
  return {
    sql: ({ list: [of, from, to] }) => rename(of, from, to),
    back: ({ list: [of, from, to] }) => rename(of, to, from),
  };
};

/** `ALTER <kind> <name> ON <table> RENAME TO <name>`, and back. */
export const renamedOn = (kind: string): Operation => {
  const rename = (on?: Value, from?: Value, to?: Value): string =>
    `ALTER ${kind} ${nameSql(from)} ON ${nameSql(on)} RENAME TO ${nameSql(to)}`;
  return {
    sql: ({ list: [on, from, to] }) => rename(on, from, to),
    back: ({ list: [on, from, to] }) => rename(on, to, from),
  };
};
