import { called, defineOutline } from "../outline.ts";

export default defineOutline({
  kind: "quality-assessment-report",
  title: "quality assessment report",
  source: "003",
  version: 1,
  alias: ["quality-report", "data-quality-report", "data-quality-assessment"],
  stages: [
    {
      name: "dataset",
      title: "Dataset",
      words: called("overview, about, dataset overview, what was assessed, scope, summary"),
    },
    {
      name: "scores",
      title: "Scores",
      words: called("dimensions, dimension scores, quality scores, scores by dimension, overall score, results"),
    },
    {
      name: "completeness",
      title: "Completeness",
      words: called(
        "missing values, nulls, missing data, accuracy, Accuracy, wrong values, accuracy checks, failed rules",
        "consistency, Consistency, conflicts, format mismatches, timeliness, Timeliness, freshness, staleness, delay",
        "validity, Validity, schema drift, types and drift, type mismatches, drift and types",
      ),
    },
    {
      name: "uniqueness",
      title: "Uniqueness",
      words: called(
        "duplicates, duplicate rows, actions, Recommended actions, actions, recommendations, next steps, what to do",
      ),
    },
    {
      name: "rules",
      title: "Validation rules",
      words: called(
        "rules, rules to implement, checks to add, issues, Issues, issue list, issues found, findings, problems",
      ),
      optional: true,
    },
  ],
});
