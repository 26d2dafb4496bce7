import { called, defineOutline } from "../outline.ts";

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
      words: called(
        "requirements analysis, needs, what is needed, requirements and slas, use cases, context, goals, problem",
      ),
    },
    {
      name: "design",
      title: "Design",
      words: called("architecture, pipeline design, design and architecture, approach, design decisions, solution"),
    },
    {
      name: "build",
      title: "Build and quality control",
      words: called(
        "build, implementation, implementation and quality control, pipeline implementation, build and quality",
        "what we build, delivery",
      ),
    },
    {
      name: "testing",
      title: "Testing and validation",
      words: called("testing, tests, test plan, validation, testing and verification"),
    },
    {
      name: "optimisation",
      title: "Performance and cost",
      words: called(
        "optimisation, optimization, performance and cost optimization, performance, cost",
        "performance and cost optimisation, cost and performance, tuning",
      ),
    },
    {
      name: "metrics",
      title: "Metrics and targets",
      words: called(
        "metrics, targets, key metrics, slis and slos, indicators, measures, metrics and success",
        "metrics and success criteria, success criteria, success",
      ),
    },
    {
      name: "operations",
      title: "Operations and governance",
      words: called(
        "operations, governance, running it, monitoring, monitoring and alerting, operations and monitoring",
        "monitoring and operations, quality management",
      ),
    },
    {
      name: "streaming",
      title: "Streaming",
      words: called(
        "event semantics, streaming design, stream processing, event time and delivery, streaming semantics, stream",
      ),
      profiles: ["streaming"],
    },
    {
      name: "migration",
      title: "Data migration",
      words: called("migration, migration plan, schema mapping, mapping, mapping and migration, moving the data"),
      profiles: ["migration"],
    },
    {
      name: "warehouse",
      title: "Warehouse",
      words: called("lake, lakehouse, warehouse design, lake and warehouse, warehouse layout"),
      profiles: ["warehouse"],
    },
    {
      name: "ml",
      title: "Features and serving",
      words: called("features, machine learning, ml, feature engineering, feature pipeline, ml pipeline, models"),
      profiles: ["ml"],
    },
    { name: "changes", title: "Changes", words: called("changes, breaking changes"), optional: true },
    { name: "consumers", title: "Consumers", words: called("consumers, affected consumers"), optional: true },
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
