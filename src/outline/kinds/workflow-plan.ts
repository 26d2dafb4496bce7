import { called, defineOutline } from "../outline.ts";

/**
 * Demanded are only the headings without which nobody finds his way; what the other stages ask for is asked of the whole plan, under
 * whatever heading its author answers it.
 */
export default defineOutline({
  kind: "workflow-plan",
  title: "workflow plan",
  source: "002",
  version: 1,
  alias: ["data-workflow", "workflow"],
  profiles: ["streaming", "migration", "warehouse", "ml", "quality-management", "operations"],
  stages: [
    {
      name: "requirements",
      title: "Requirements",
      signs: called(
        "needs?, use cases?, service levels?|sla, quality, transform, limits|constraints, assum, deadline|budget",
      ),
      words: called(
        "requirements analysis, needs, what is needed, requirements and slas, use cases, context, goals, problem, background, motivation, context and goals",
        "why what how well, requirements analysis and design",
      ),
    },
    {
      name: "design",
      title: "Design",
      words: called("architecture, pipeline design, design and architecture, approach, design decisions, solution"),
      optional: true,
    },
    {
      name: "build",
      title: "Build and quality control",
      signs: called(
        "extract, transform, load, lineage, rules?, checkpoint|point, schedul|dag, flow, anomal|detector, dashboard",
      ),
      words: called(
        "build, pipeline, implementation, implementation and quality control, pipeline implementation, build and quality",
        "what we build, flow, flow and build, unified pipeline implementation and quality control",
        "how they are checked, how it is built, how it is checked",
        "ingestion, ingestion and quality, ingestion with its quality, part two ingestion with its quality",
      ),
    },
    {
      name: "testing",
      title: "Testing and validation",
      signs: called("unit, integration, accuracy, stage, recover, error, test"),
      words: called(
        "testing, tests, quality assurance, tests and checks, test plan, validation, testing and verification, tests of the checks",
      ),
    },
    {
      name: "metrics",
      title: "Performance, cost and metrics",
      words: called(
        "metrics, key figures, targets, key metrics, slis and slos, indicators, measures, metrics and targets, numbers",
        "optimisation, optimization, performance and cost optimization, performance, cost, costs, performance and cost",
        "performance and cost optimisation, cost and performance, tuning, cost and speed, sizing",
      ),
      optional: true,
    },
    {
      name: "success",
      title: "Done when",
      words: called(
        "success criteria, success, ready when, met when, definition of done, acceptance, acceptance criteria",
      ),
      optional: true,
    },
    {
      name: "monitoring",
      title: "Monitoring and alerts",
      words: called(
        "monitoring, monitoring and alerting, operations and monitoring, monitoring and operations, watching, alerts",
        "running it, operations, operations and governance, infrastructure watched, infrastructure",
        "part three infrastructure watched",
      ),
      optional: true,
    },
    {
      name: "delivery",
      title: "Delivery",
      words: called("deployment, ci cd, ci and deployment, releases, how it is delivered"),
      optional: true,
    },
    {
      name: "governance",
      title: "Governance",
      words: called("policies, standards and policies, privacy and governance, data governance"),
      optional: true,
    },
    {
      name: "assessment",
      title: "Quality before the move",
      words: called(
        "pre migration quality, quality before migrating, source quality, pre migration assessment, quality assessment",
        "state of the source, source assessment, assessment of the source, state of the data",
      ),
      profiles: ["migration"],
    },
    {
      name: "mapping",
      title: "Schema mapping",
      words: called("mapping, migration plan, migration, old to new, mapping and migration, field mapping"),
      profiles: ["migration"],
    },
    {
      name: "cutover",
      title: "Cutover",
      words: called("the night, switch over, the move, go live, cutover and rollback"),
      optional: true,
    },
    {
      name: "verification",
      title: "Verification after the move",
      words: called("afterwards, after the move, post migration verification, after the cutover, after cutover"),
      profiles: ["migration"],
    },
    {
      name: "schema",
      title: "Schema",
      words: called("schema design, schema architecture, warehouse design, tables, part one schema"),
      profiles: ["warehouse"],
      optional: true,
    },
    {
      name: "documents",
      title: "Documents",
      words: called("documentation, part four documents"),
      profiles: ["warehouse"],
      optional: true,
    },
    {
      name: "features",
      title: "Features and serving",
      words: called("features, machine learning, ml, feature engineering, feature pipeline, ml pipeline"),
      profiles: ["ml"],
    },
    {
      name: "quality",
      title: "Metrics of quality",
      words: called(
        "quality metrics, quality indicators, indicators of quality, continuous quality monitoring, quality management, quality scores",
      ),
      profiles: ["quality-management"],
    },
    {
      name: "incidents",
      title: "Incidents",
      words: called("quality incidents, incident handling, incident response, severities"),
      optional: true,
    },
    {
      name: "causes",
      title: "Root causes",
      words: called("root cause, root cause analysis, finding the cause"),
      optional: true,
    },
    { name: "changes", title: "Changes", words: called("breaking changes"), optional: true },
    { name: "consumers", title: "Consumers", words: called("affected consumers"), optional: true },
    { name: "rollback", title: "Rollback", words: called("rollback plan, way back, recovery"), optional: true },
    {
      name: "assumptions",
      title: "Assumptions",
      words: called("assumptions and constraints, constraints"),
      optional: true,
    },
    { name: "risks", title: "Risks", words: called("open risks, risks and follow ups"), optional: true },
  ],
});
