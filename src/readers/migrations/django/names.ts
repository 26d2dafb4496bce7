import { md5 } from "./md5.ts";

const LONGEST = 63;

const digest = (parts: readonly string[], length: number): string => md5(parts.join("")).slice(0, length);

/** A name that PostgreSQL would cut is cut by Django, with a hash at its end. */
export const cut = (name: string): string =>
  name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 4)}${digest([name], 4)}`;

/** The name that Django gives to an index or a constraint which has none: table, columns, a hash and what it is for. */
export function madeName(table: string, columns: readonly string[], suffix: string): string {
  const tail = `${digest([table, ...columns], 8)}${suffix}`;
  const whole = [table, columns.join("_"), tail].join("_");
  if (whole.length <= LONGEST) return whole;
  const short = tail.length > LONGEST / 3 ? tail.slice(0, Math.floor(LONGEST / 3)) : tail;
  const room = Math.floor((LONGEST - short.length) / 2) - 1;
  const name = `${table.slice(0, room)}_${columns.join("_").slice(0, room)}_${short}`;
  return /^[_\d]/.test(name) ? `D${name.slice(0, -1)}` : name;
}

/** The name that PostgreSQL gives to a constraint of one column: the longer part gives way. */
export function postgresName(table: string, column: string, label: string): string {
  let [left, right] = [table.length, column.length];
  while (left + right + label.length + 2 > LONGEST) {
    if (left > right) left--;
    else right--;
  }
  return `${table.slice(0, left)}_${column.slice(0, right)}_${label}`;
}
