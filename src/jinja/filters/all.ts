import type { Filter } from "../frame.ts";
import { mapFilters } from "./map.ts";
import { numberFilters } from "./number.ts";
import { sequenceFilters } from "./sequence.ts";
import { textFilters } from "./text.ts";

/** Jinja's own filters, and dbt's. */
export const filters: ReadonlyMap<string, Filter> = new Map([
  ...textFilters,
  ...sequenceFilters,
  ...mapFilters,
  ...numberFilters,
]);
