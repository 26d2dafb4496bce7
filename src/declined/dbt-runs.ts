import type { Declined } from "../model/declined.ts";

/** What only a run of dbt shows, or shows better. */
const dbtRuns: readonly Declined[] = [
  {
    ids: ["contract-added"],
    why: "A promise more hurts nobody who reads the model. Where the SQL does not keep it dbt refuses to build the model before anybody reads it.",
    instead: ["model-contract-dropped"],
  },
  {
    ids: ["macro-changed-impact", "var-changed-impact", "env-changed-impact", "project-config-changed-impact"],
    why: "No finding of its own: every model is rendered with the macros, variables and settings of both sides, so that what an edit of one of them does to a model is told by the rule of that change, at that model.",
    instead: ["model-column-removed", "materialization-changed", "model-removed"],
  },
  {
    ids: ["package-bumped"],
    why: "A number in a lock file says that something changed and not what; the package's text is not in the repository. Where it is checked in, its macros are read like the project's own.",
  },
  {
    ids: [
      "max-execution-time",
      "non-partition-pruning-filter",
      "select-star-over-wide-parent",
      "materialization-by-fanout",
    ],
    why: "What a query costs depends on rows, partitions and prices that only the warehouse knows, and we hold no credentials to ask it.",
  },
  {
    ids: ["model-cross-join", "order-by-in-model", "star-on-outer-select"],
    why: "Each has its rightful uses (a calendar times all stores, a table that is written in order, a last `select * from final`), and whoever wrote it sees at once what it gives.",
  },
];

export default dbtRuns;
