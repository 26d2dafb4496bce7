import type { Declined } from "../model/declined.ts";

const waysBack: readonly Declined[] = [
  {
    ids: ["irreversible-statement", "irreversible-migration"],
    why: "A grade for each kind of statement says less than running the way back, which the embedded engine does. What no way back brings again is lost rows: those are told where they are lost, and owe an archive.",
    instead: ["table-dropped", "column-dropped", "table-truncated", "rows-changed-unbounded", "way-back-broken"],
  },
  {
    ids: ["rollback-plan-missing"],
    why: "Not a finding of its own but an obligation, `rollback`: every breaking finding owes it, and the check lists what is missing of it.",
    instead: ["way-back-missing"],
  },
];

export default waysBack;
