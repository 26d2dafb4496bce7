import type { Leaf } from "./scope.ts";

/** A relation as a person knows it. */
export function nameOfLeaf({ slot: { alias, from, parts } }: Leaf): string {
  const name =
    from.kind === "table" ? from.name : (alias ?? parts.at(-1) ?? (from.kind === "call" ? from.name : undefined));
  return name ?? "a query";
}
