import { called, defineOutline } from "../outline.ts";

export default defineOutline({
  kind: "data-plan",
  title: "data plan",
  source: "000",
  version: 1,
  alias: ["dataplan", "data-plan-bundle"],
  stages: [
    {
      name: "context",
      title: "Context and business metric",
      signs: called(
        "problem, decid, decision, consumer, reader, in scope, out of scope, scope, goal, objective, outside, metric",
      ),
      words: called(
        "context, problem, problem and goals, problem statement, problem statement and goals, business context",
        "business metric, background, background and goals, goals, goal, why, overview, purpose, scope",
        "problem and scope",
      ),
    },
    {
      name: "assumptions",
      title: "Assumptions and constraints",
      signs: called("assum, constraint, budget, deadline, team, given, compliance, default, measured, engineers"),
      words: called(
        "what we take for granted, given, preconditions, assumptions, constraints, assumptions constraints, limits",
        "what we assume, constraints and assumptions",
      ),
    },
    {
      name: "sources",
      title: "Sources and freshness",
      signs: called("source, owner, owned by, arriv, freshness, fresh, delay, latency, cadence, batch, cdc, stream"),
      words: called(
        "sources, source inventory, source inventory and freshness, source inventory and freshness sla",
        "sources and sla, sources and freshness sla, sources freshness and sla, sources freshness sla, data sources",
        "freshness targets, inputs, source systems, where data comes from, freshness, freshness and sla, sla, slas",
      ),
    },
    {
      name: "volume",
      title: "Volume, performance and cost",
      signs: called(
        "(?:records|rows|events)(?: a |/| per )(?:day|d), peak, average, headroom, runtime|run time, retention|kept, compress, scan, compute, storage|stored, window, ten times|tenfold|10×|10x",
      ),
      words: called(
        "runtime, storage, volume runtime storage and cost, spend, sizing and spend, size, volume, volumes, sizing",
        "capacity, capacity and cost, volume and cost, volume performance cost",
        "volume performance and cost estimates, volume performance and cost estimate, estimates, estimate",
        "size and cost, numbers, how much, cost, costs",
      ),
    },
    {
      name: "ingestion",
      title: "Ingestion and orchestration",
      signs: called(
        "retr(?:y|ies), backoff, dag, schedul, append, upsert, cdc|change data capture, batch, stream, dead letter|dead-letter|quarantine, timeout, concurren|at most one|pool, airflow|dagster|prefect, micro-batch",
      ),
      words: called(
        "ingestion, orchestration, ingestion and orchestration design, ingest, loading, extract and load, pipeline",
        "pipeline design, scheduling, ingestion and scheduling, how data arrives",
      ),
    },
    {
      name: "modelling",
      title: "Transformation and model layering",
      signs: called(
        "raw, staging, intermediate, marts?, incremental, full refresh, merge, late, materiali, layer, unique key",
      ),
      words: called(
        "transformation, transformations, modelling, modeling, models, layers, layering, model layers",
        "transformation and modelling, transformation and modeling, transformation modelling",
        "transformation modeling, transformation and model layering design, transformation and layering, data model",
        "modelling and layers",
      ),
    },
    {
      name: "contracts",
      title: "Data contracts and schema evolution",
      signs: called(
        "contract, version, compatib, backward, forward, required, optional, deprecat, notice|announced, consumers?, breaking|breaks nothing, enforced",
      ),
      words: called(
        "contracts, data contracts, contract, schema evolution, schema evolution and compatibility",
        "contracts and schema evolution, contracts and evolution, data contracts and schema evolution strategy",
        "evolution, compatibility, versioning, contracts and compatibility, contracts and versions",
      ),
    },
    {
      name: "quality",
      title: "Data quality and reconciliation",
      signs: called(
        "not null|nulls?, uniq, accepted values|allowed values, reconcil, tolerance, sev\\s?-?\\d|severit, referen|orphan, duplicate, freshness, block, quarantine",
      ),
      words: called(
        "cross checks, data quality and cross checks, quality, data quality, reconciliation",
        "quality and reconciliation, data quality and reconciliation strategy, tests, checks, data tests",
        "quality checks",
      ),
    },
    {
      name: "operations",
      title: "Lineage, observability and operations",
      signs: called(
        "lineage, on call|on-call|oncall, runbook, dashboard|board, alert|alarm, drift, telemetry, escalat, primary, secondary, latency, owner",
      ),
      words: called(
        "telemetry, on call, alerts, operations, lineage, observability, monitoring, lineage and observability",
        "lineage observability operations, observability and operations, monitoring and on call, running it",
        "operating it, lineage and operations, ops",
      ),
    },
    {
      name: "backfill",
      title: "Backfill, cutover and rollback",
      signs: called(
        "backfill, cutover|cut over|switch, roll(?:ed)? ?back|way back|go back|steps back, throttl, resum, idempotent|again changes nothing|repeating it is safe, restore, parallel, checkpoint, go/no-go, trigger, time travel",
      ),
      words: called(
        "history load, switch over, fallback, history, migration and cutover, backfill, cutover, cut over, rollback",
        "backfill and cutover, backfill cutover rollback, backfill cutover and rollback plan, cutover and rollback",
        "migration, migration and rollback, rollout, rollout and rollback, launch and rollback",
      ),
    },
    {
      name: "validation",
      title: "Validation and acceptance",
      signs: called(
        "before launch|pre-launch, acceptance|accepted, gate, criteri, correctness, performance|p95, freshness, after the switch|after launch|post-cutover, monitor|watch, sign",
      ),
      words: called(
        "sign off, launch gates, launch criteria, go live gates, release criteria, validation, acceptance",
        "acceptance criteria, validation gates, validation gates and acceptance, validation and acceptance gates",
        "release gates, gates, success criteria, definition of done, verification, validation and release",
      ),
    },
    {
      name: "risks",
      title: "Open risks and follow-ups",
      signs: called(
        "risks?, could go wrong|what if, severity|how bad|likel, due|eta, follow-up|follow up|next, open question|owner|who",
      ),
      words: called(
        "what may still go wrong, what could go wrong, still open, remaining risks, risks, open risks",
        "open risks and follow ups, open questions, risks and follow ups, follow ups, risks and open questions",
        "what is open",
      ),
    },
    {
      name: "changes",
      title: "Changes",
      words: called("changes, breaking changes, schema changes, planned changes, what changes, what breaks"),
      optional: true,
    },
    {
      name: "consumers",
      title: "Consumers",
      words: called("consumers, affected consumers, downstream consumers, who reads it, readers"),
      optional: true,
    },
  ],
});
