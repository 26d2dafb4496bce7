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
      signs: called(
        "profil, completeness, accuracy, consistency, timeliness, validity, uniqueness, missing, drift, issues?, scores?, duplicate|doubled|twice",
      ),
      words: called(
        "discovery, data discovery, quality assessment, source assessment, data assessment, what we found",
        "source data",
      ),
    },
    {
      name: "schema",
      title: "Schema design",
      signs: called(
        "grain, primary key|pk, foreign key|fk, partition, star|snowflake|data vault|normali, scd|slowly changing, columns?, type, retention|kept, cluster|index",
      ),
      words: called("schema, target schema, data model, model design, schema and model, tables"),
    },
    {
      name: "pipeline",
      title: "Pipeline design",
      signs: called(
        "etl|elt, batch, stream, dag, orchestr|airflow|dagster, retr(?:y|ies), incremental, full(?:y)? refresh, late, idempotent|running twice|re-run, extract, transform, mermaid|flowchart",
      ),
      words: called(
        "pipeline, architecture, pipeline architecture, etl design, elt design, pipeline and orchestration, flow",
      ),
    },
    {
      name: "rules",
      title: "Validation rules and quality checks",
      signs: called(
        "not_null|not null, unique, accepted, block, alert, log, rule, threshold|limit, completeness, negative, relationships, dbt test|expectation",
      ),
      words: called(
        "validation rules, validation, quality checks, data quality checks, validation rules and data quality checks",
        "rules, checks, quality rules, data quality",
      ),
    },
    {
      name: "monitoring",
      title: "Monitoring and alerting",
      signs: called(
        "p50|p95|p99, freshness, dashboard, alert|alarm, pagerduty|slack|mail, error rate|failed, cost, run ?time|execution time|duration, threshold|goal|target, quality",
      ),
      words: called("monitoring, alerting, alerts, observability, monitoring and alerts, watching, stage 5 watching"),
    },
    {
      name: "incidents",
      title: "Incident handling and root cause",
      signs: called(
        "root cause|cause, postmortem|post-mortem, drift|changed columns, down|outage, memory|resource|slots, restore|roll ?back, symptom|looks?, fix, regression|test, incident, hypothes|guess",
      ),
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
