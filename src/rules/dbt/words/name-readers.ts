import type { Consumer } from "../../../model/consumer.ts";

/**
 * The nearest readers by name, those who surely read it first, for a message: customers, exposure Weekly revenue and 3 more.
 * Whoever renders it escapes it.
 */
export function nameReaders(readers: readonly Consumer[]): string {
  const named = readers
    .toSorted((one, other) => Number(one.doubt !== undefined) - Number(other.doubt !== undefined))
    .slice(0, 3)
    .map(
      ({ kind, name, doubt }) =>
        `${doubt === undefined ? "" : "perhaps "}${kind === "model" ? name : `${kind} ${name}`}`,
    );
  const more = readers.length - named.length;
  if (more > 0) return `${named.join(", ")} and ${more} more`;
  return [named.slice(0, -1).join(", "), ...named.slice(-1)].filter((part) => part !== "").join(" and ");
}
