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
      words: called("dimension scores, quality scores, scores by dimension, overall score, results"),
    },
    {
      name: "completeness",
      title: "Completeness",
      words: called("missing values, nulls, missing data, missing fields"),
    },
    {
      name: "accuracy",
      title: "Accuracy",
      words: called("wrong values, accuracy checks, failed rules"),
    },
    {
      name: "consistency",
      title: "Consistency",
      words: called("conflicts, format mismatches, conflicts and formats"),
    },
    {
      name: "timeliness",
      title: "Timeliness",
      words: called("freshness, staleness, delay, timeliness and freshness"),
    },
    {
      name: "validity",
      title: "Validity",
      words: called("schema drift, types and drift, type mismatches, drift and types"),
    },
    {
      name: "uniqueness",
      title: "Uniqueness",
      words: called("duplicates, duplicate rows, doubles"),
    },
    {
      name: "actions",
      title: "Recommended actions",
      words: called("actions, recommendations, next steps, what to do"),
    },
    {
      name: "rules",
      title: "Validation rules",
      words: called("rules, rules to implement, checks to add"),
      optional: true,
    },
    {
      name: "issues",
      title: "Issues",
      words: called("issue list, issues found, findings, problems"),
      optional: true,
    },
  ],
});
