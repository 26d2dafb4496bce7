import type { Consumer } from "../../../model/consumer.ts";

/** The nearest readers by name, for a message: customers, exposure Weekly revenue and 3 more. Whoever renders it escapes it. */
export function nameReaders(readers: readonly Consumer[]): string {
  const named = readers.slice(0, 3).map(({ kind, name }) => (kind === "model" ? name : `${kind} ${name}`));
  const more = readers.length - named.length;
  if (more > 0) return `${named.join(", ")} and ${more} more`;
  return [named.slice(0, -1).join(", "), ...named.slice(-1)].filter((part) => part !== "").join(" and ");
}
