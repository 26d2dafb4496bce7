import type { Step } from "../../../model/way.ts";
import { isPartitioned } from "./partitioned.ts";
import type { Site } from "./site.ts";

const ROWS = 10_000;

/** An UPDATE of a few thousand rows at a time, over and over: short locks, and VACUUM keeps up. */
export function inBatches(site: Site, set: string, still: string, title: string, blanks: readonly string[] = []): Step {
  // A row's place is unique in a table, not over the partitions of one.
  const again = isPartitioned(site) === false ? "" : `\n  AND ${still}`;
  return {
    title,
    sql: `UPDATE ${site.name} SET ${set}
WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${site.name} WHERE ${still} LIMIT ${ROWS}))${again};`,
    runs: "repeated",
    release: "now",
    ...(blanks.length === 0 ? {} : { blanks }),
  };
}
