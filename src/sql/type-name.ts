import type { Node, TypeName } from "libpg-query";
import { text } from "./names.ts";
import { normalType } from "./normal-type.ts";

const PLAIN = /^[a-z_][a-z0-9_$]*$/;
const quote = (name: string): string => (PLAIN.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

const SERIAL: Readonly<Record<string, string>> = {
  serial: "integer",
  serial4: "integer",
  bigserial: "bigint",
  serial8: "bigint",
  smallserial: "smallint",
  serial2: "smallint",
};

/** The range of an interval's fields is a bit mask in the tree; these are the ones that the grammar lets through. */
const INTERVAL: Readonly<Record<number, string>> = {
  4: "year",
  2: "month",
  8: "day",
  1024: "hour",
  2048: "minute",
  4096: "second",
  6: "year to month",
  1032: "day to hour",
  3080: "day to minute",
  7176: "day to second",
  3072: "hour to minute",
  7168: "hour to second",
  6144: "minute to second",
};

export interface SpeltType {
  readonly type: string;
  /** `serial` and its like: a type, a default from a sequence and NOT NULL in one word. */
  readonly serial: boolean;
}

/** A type of the tree in its normal spelling. */
export function spellType(type: TypeName | undefined): SpeltType {
  const parts = (type?.names ?? []).map(text);
  const qualified = parts.length > 1 && parts[0] !== "pg_catalog";
  const last = parts.at(-1) ?? "";
  const serial = qualified ? undefined : SERIAL[last];
  const mods = (type?.typmods ?? []).map(modifier);
  // `"char"` in quotes is a type of its own, of one byte.
  if (parts.length === 1 && last === "char") return { type: '"char"', serial: false };
  const name = qualified ? parts.map(quote).join(".") : (serial ?? quote(last));
  const array = "[]".repeat(type?.arrayBounds?.length ?? 0);
  return { type: normalType(`${modified(name, mods)}${array}`), serial: serial !== undefined };
}

function modified(name: string, mods: readonly string[]): string {
  if (mods.length === 0) return name;
  if (name !== "interval") return `${name}(${mods.join(",")})`;
  const [range = "", precision] = mods;
  const fields = range === "32767" ? "" : ` ${INTERVAL[Number(range)] ?? range}`;
  return `interval${fields}${precision === undefined ? "" : `(${precision})`}`;
}

function modifier(node: Node): string {
  if ("A_Const" in node) {
    const value = node.A_Const;
    return value.sval?.sval ?? value.fval?.fval ?? String(value.ival?.ival ?? 0);
  }
  if ("ColumnRef" in node) return (node.ColumnRef.fields ?? []).map(text).join(".");
  return "?";
}
