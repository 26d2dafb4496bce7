import type { Declined } from "../model/declined.ts";

const sizes: readonly Declined[] = [
  {
    ids: ["large-table", "high-traffic", "MP013", "MP014", "MP019", "UpdateLargeTable", "table_limit_size"],
    why: "A size is no finding by itself. `tables:` in the configuration tells it, and it raises or lowers every finding about a lock, a scan or a rewrite of that table.",
    instead: ["index-built-under-lock", "table-rewritten"],
  },
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
