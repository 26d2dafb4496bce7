import type { Declined } from "../model/declined.ts";

const sizes: readonly Declined[] = [
  {
    ids: ["many-connections", "disk-headroom", "replica-lag"],
    why: "The load of a server at the moment of the deployment: to know it, a tool must hold credentials of production. Nothing here does, by design; what each statement locks and copies is told, so that a person can weigh it.",
    instead: ["table-rewritten", "table-copied-under-lock"],
  },
  {
    ids: ["timescale", "citus", "partman", "hypertable", "MP105", "MP106", "MP107", "MP108", "MP110", "MP111"],
    why: "What such an extension makes of a statement only the extension knows, and the embedded engine does not carry it. The plain statement is judged as PostgreSQL would run it; calls of the extension are named as not observed.",
  },
];

export default sizes;
