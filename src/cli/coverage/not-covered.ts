import type { Found } from "../../lineage/find-spot.ts";
import { refused } from "../lineage/refused.ts";
import { UsageError } from "../usage-error.ts";

/** Why nothing can be said of the checks of a name. */
export function notCovered(asked: string, found: Found): UsageError {
  if (!("spot" in found)) return refused(asked, found, "coverage");
  return new UsageError(
    `${asked} is neither a dbt model nor a source as a whole: only they are tested`,
    "See dataplan coverage --help",
  );
}
