import { digest } from "../../../model/fingerprint.ts";

const hashed = (prefix: string, text: string): string => `${prefix}_rails_${digest(text).slice(0, 10)}`;

export const foreignKeyName = (table: string, columns: readonly string[]): string =>
  hashed("fk", `${table}_${columns.join("_and_")}_fk`);
export const checkName = (table: string, expression: string): string => hashed("chk", `${table}_${expression}_chk`);
export const exclusionName = (table: string, expression: string): string =>
  hashed("excl", `${table}_${expression}_excl`);
export const uniqueName = (table: string, columns: readonly string[]): string =>
  hashed("uniq", `${table}_${columns.join("_and_")}_unique`);

const LIMIT = 62;

/** The name that Rails gives to an index; longer ones are cut since 7.1. */
export function indexName(table: string, columns: readonly string[], version: number): string {
  const words = columns.flatMap((column) => (/\W/.test(column) ? [(column.match(/\w+/g) ?? []).join("_")] : [column]));
  const name = `index_${table}_on_${words.join("_and_")}`;
  if (version < 7.1 || Buffer.byteLength(name) <= LIMIT) return name;
  const end = `_${digest(name).slice(0, 10)}`;
  return `${`idx_on_${words.join("_")}`.slice(0, LIMIT - end.length)}${end}`;
}
