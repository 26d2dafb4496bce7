import type { Site } from "./site.ts";

/** What is done to a partitioned table is done to each of its partitions, and half of the safe forms do not exist for it. Undefined where its CREATE is not known. */
export function isPartitioned({ table }: Site): boolean | undefined {
  if (table?.partitioned === true) return true;
  return table?.born === undefined ? undefined : false;
}
