import { called, defineOutline } from "../outline.ts";

export default defineOutline({
  kind: "data-quality-checklist",
  title: "data-quality checklist",
  source: "004",
  version: 1,
  alias: ["quality-checklist", "data-quality"],
  stages: [
    {
      name: "dataset",
      title: "Dataset",
      words: called("overview, about, dataset overview, dataset information, scope, what is checked"),
      opening: true,
    },
    {
      name: "completeness",
      title: "Completeness",
      words: called("nulls, null rates, completeness checks, missing values"),
    },
    {
      name: "uniqueness",
      title: "Uniqueness",
      words: called("duplicates, uniqueness checks, keys"),
    },
    {
      name: "validity",
      title: "Validity",
      words: called("validity checks, types and formats, values, ranges and formats, accuracy"),
    },
    {
      name: "references",
      title: "Referential integrity",
      words: called("references, referential, referential checks, foreign keys, consistency, relationships"),
    },
    {
      name: "volume",
      title: "Volume and freshness",
      words: called("volume, freshness, row counts, freshness and volume, timeliness, volume freshness"),
    },
    {
      name: "distribution",
      title: "Distribution",
      words: called("distributions, distribution checks, anomalies, statistics, drift"),
    },
    {
      name: "scores",
      title: "Scores",
      words: called("scores of the last 30 days, score, quality scores, dimension scores, results"),
      optional: true,
    },
    {
      name: "execution",
      title: "Execution",
      words: called(
        "framework, implementation, where it runs, how it runs, framework and execution, running the checks",
        "execution and alerting",
      ),
    },
  ],
});
