import type { Dialect } from "../parse/dialect.ts";
import type { ColumnExpr } from "../query.ts";
import type { Found, Ref, Slot } from "./plan.ts";
import { place } from "./row.ts";

/** Looks a name up in what a FROM clause brings, after `merged` of its USING. */
export function findColumn(
  { parts }: ColumnExpr,
  slots: readonly Slot[],
  merged: ReadonlyMap<string, Ref>,
  { fold }: Dialect,
): Found | undefined {
  const keys = parts.map(fold);
  const [first = ""] = keys;
  if (keys.length > 1) {
    const qualified = qualifiedIn(keys, slots);
    if (qualified !== undefined) return qualified;
  }
  const one = keys.length === 1 ? merged.get(first) : undefined;
  if (one !== undefined) return { ref: one, sure: true };
  return unqualified(first, slots) ?? (keys.length === 1 ? wholeRow(first, slots) : undefined);
}

function qualifiedIn(keys: readonly string[], slots: readonly Slot[]): Found | undefined {
  for (let length = Math.min(3, keys.length - 1); length > 0; length--) {
    const qualifier = keys.slice(0, length);
    const slot = slotOf(qualifier, slots);
    const at = slots[slot];
    const key = keys[length];
    if (at === undefined || key === undefined) continue;
    const item = place(at.row, key);
    if (item < 0) {
      // An element of an array has the array's name, and its fields are not known.
      if (at.from.kind === "call") return { ref: { kind: "row", up: 0, slot }, sure: true };
      return { ref: { kind: "lost", name: keys.join("."), why: "missing" }, sure: true };
    }
    return { ref: { kind: "slot", up: 0, slot, item, key, took: length + 1 }, sure: true };
  }
  return undefined;
}

/** The relation that a qualifier (`t`, `schema.t`) means. */
export function slotOf(qualifier: readonly string[], slots: readonly Slot[]): number {
  const wanted = qualifier.join(".");
  const byAlias = slots.findIndex(({ alias }) => alias === wanted);
  if (byAlias >= 0) return byAlias;
  return slots.findIndex(
    ({ parts, alias }) =>
      parts.slice(-qualifier.length).join(".") === wanted &&
      (alias === undefined || qualifier.length > 1 || alias === parts.at(-1)),
  );
}

function unqualified(key: string, slots: readonly Slot[]): Found | undefined {
  const at = slots.map(({ row, unseen }) => (unseen ? -1 : place(row, key)));
  const holders = at.flatMap((item, slot) => (slots[slot]?.row[item]?.kind === "column" ? [{ item, slot }] : []));
  const [one, other] = holders;
  if (one !== undefined) {
    if (other !== undefined) return { ref: { kind: "lost", name: key, why: "ambiguous", certain: true }, sure: true };
    return { ref: { kind: "slot", up: 0, ...one, key }, sure: true };
  }
  const stars = at.flatMap((item, slot) => {
    const star = slots[slot]?.row[item];
    return star?.kind === "star" ? [{ item, slot, weak: star.weak === true }] : [];
  });
  const strong = stars.filter(({ weak }) => !weak);
  const [first, second] = strong.length > 0 ? strong : stars;
  if (first === undefined) return undefined;
  const { item, slot } = first;
  // Two elements of arrays may hold it, and a name of one of them means that one.
  if (wholeRow(key, slots) !== undefined) return wholeRow(key, slots);
  if (second !== undefined) return { ref: { kind: "lost", name: key, why: "ambiguous" }, sure: false };
  return { ref: { kind: "slot", up: 0, slot, item, key }, sure: false };
}

/** `to_json(t)`: the alias of a relation stands for its row. */
function wholeRow(key: string, slots: readonly Slot[]): Found | undefined {
  const slot = slots.findIndex(({ alias, parts }) => (alias ?? parts.at(-1)) === key);
  const at = slots[slot];
  return at === undefined ? undefined : { ref: { kind: "row", up: 0, slot }, sure: at.from.kind === "call" };
}
