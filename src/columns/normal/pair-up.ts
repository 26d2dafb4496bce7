/**
 * Pairs the entries of two lists that are known by the same words, trying one name after the other; `rest` pairs what is
 * left in its order where as many are left on both sides. In the order of the first list.
 */
export function pairUp<T>(
  ones: readonly T[],
  others: readonly T[],
  names: readonly ((of: T) => string | undefined)[],
  rest: boolean,
): readonly (readonly [T, T])[] {
  const found = new Map<T, T>();
  const taken = new Set<T>();
  const left = (): readonly T[] => ones.filter((one) => !found.has(one));
  const free = (): readonly T[] => others.filter((other) => !taken.has(other));
  const pair = (one: T, other: T): void => {
    found.set(one, other);
    taken.add(other);
  };
  for (const name of names)
    for (const one of left()) {
      const wanted = name(one);
      const twin = wanted === undefined ? undefined : free().find((other) => name(other) === wanted);
      if (twin !== undefined) pair(one, twin);
    }
  const [here, there] = [left(), free()];
  if (rest && here.length === there.length)
    for (const [i, one] of here.entries()) {
      const other = there[i];
      if (other !== undefined) pair(one, other);
    }
  return ones.flatMap((one) => {
    const other = found.get(one);
    return other === undefined ? [] : [[one, other] as const];
  });
}
