const SHOWN = 3;

/** The first of them, for a message: `gross`, `net` and 3 more. */
export function nameColumns(columns: readonly string[]): string {
  const named = columns.slice(0, SHOWN);
  const more = columns.length - named.length;
  if (more > 0) return `${named.join(", ")} and ${more} more`;
  return [named.slice(0, -1).join(", "), ...named.slice(-1)].filter((part) => part !== "").join(" and ");
}
