import { order } from "./compare.ts";
import type { Running, Value } from "./value.ts";

/** Sorted by what `key` answers, stable both ways as Python's sort is. */
export function sorted(items: readonly Value[], key: (item: Value) => Value, reverse: boolean, run: Running): Value[] {
  const keyed = items.map((item) => ({ item, by: key(item) }));
  const sign = reverse ? -1 : 1;
  return keyed.toSorted((a, b) => sign * order(a.by, b.by, run)).map(({ item }) => item);
}
