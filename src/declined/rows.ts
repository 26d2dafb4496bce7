import type { Declined } from "../model/declined.ts";

const rows: readonly Declined[] = [
  {
    ids: ["delete-or-update-existing-rows", "PGM301", "PGM302", "PGM303", "MP080"],
    why: "A change of rows that says which ones it means is what migrations are for: fills, repairs, seeds. What hurts is told: every row overwritten or deleted, a fill in one go, a table that stays locked meanwhile.",
    instead: ["rows-changed-unbounded", "rows-filled-unbatched", "lock-held-over-work"],
  },
  {
    ids: ["require-analyze-after-backfill", "MP088"],
    why: "Autovacuum analyzes a table by itself once a tenth of its rows has changed, and ANALYZE inside the migration would see the rows before the batches that follow. A statement to run by hand, not a defect of the migration.",
  },
  {
    ids: ["create-table-as-select"],
    why: "It reads under the weakest lock there is, and a copy is how rows are kept before a drop: our own rules ask for it. Told is what goes wrong around it: a lock that is held through the copy, a table that takes another's name.",
    instead: ["lock-held-over-work", "table-renamed"],
  },
  {
    ids: ["matview-with-data", "MP096"],
    why: "A new materialized view WITH DATA reads its tables under the weakest lock, and without data its first reader fails. That it runs long matters only where a lock is held meanwhile.",
    instead: ["lock-held-over-work", "materialized-view-refreshed"],
  },
];

export default rows;
