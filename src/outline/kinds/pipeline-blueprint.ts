import { called, defineOutline } from "../outline.ts";

export default defineOutline({
  kind: "pipeline-blueprint",
  title: "pipeline blueprint",
  source: "003",
  version: 1,
  alias: ["blueprint", "data-pipeline-blueprint"],
  stages: [
    {
      name: "discovery",
      title: "Data discovery and quality assessment",
      words: called(
        "discovery, data discovery, quality assessment, source assessment, data assessment, what we found",
        "source data",
      ),
    },
    {
      name: "schema",
      title: "Schema design",
      words: called("schema, target schema, data model, model design, schema and model, tables"),
    },
    {
      name: "pipeline",
      title: "Pipeline design",
      words: called(
        "pipeline, architecture, pipeline architecture, etl design, elt design, pipeline and orchestration, flow",
      ),
    },
    {
      name: "rules",
      title: "Validation rules and quality checks",
      words: called(
        "validation rules, validation, quality checks, data quality checks, validation rules and data quality checks",
        "rules, checks, quality rules, data quality",
      ),
    },
    {
      name: "monitoring",
      title: "Monitoring and alerting",
      words: called("monitoring, alerting, alerts, observability, monitoring and alerts, watching, stage 5 watching"),
    },
    {
      name: "incidents",
      title: "Incident handling and root cause",
      words: called(
        "incidents, incident handling, incident handling and root cause analysis, incident response",
        "root cause analysis, when it breaks, runbook",
      ),
    },
    {
      name: "assumptions",
      title: "Assumptions",
      words: called("assumptions, assumptions and constraints, what we assume"),
      optional: true,
    },
    {
      name: "governance",
      title: "Governance",
      words: called("governance, access and retention, lineage and access, governance and access"),
      optional: true,
    },
    {
      name: "rollback",
      title: "Rollback",
      words: called("rollback, recovery, rollback plan, bad loads"),
      optional: true,
    },
    { name: "changes", title: "Changes", words: called("changes, breaking changes"), optional: true },
    { name: "consumers", title: "Consumers", words: called("consumers"), optional: true },
  ],
});
