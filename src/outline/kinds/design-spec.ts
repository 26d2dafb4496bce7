import { called, defineOutline } from "../outline.ts";

export default defineOutline({
  kind: "design-spec",
  title: "design spec",
  source: "001",
  version: 1,
  alias: ["design-doc", "design-document", "design-specification"],
  stages: [
    {
      name: "context",
      title: "Problem and scope",
      words: called(
        "context, problem, scope, problem statement, problem statement and scope, background, overview, goals",
        "goals and scope, why",
      ),
    },
    {
      name: "assumptions",
      title: "Assumptions and constraints",
      words: called(
        "assumptions, constraints, constraints and assumptions, assumptions constraints, what we assume, limits",
      ),
    },
    {
      name: "slo",
      title: "Service levels and requirements",
      words: called(
        "slo, slos, constraints and slo, constraints and slos, slos and constraints, slo sli and nfrs, slo sli nfrs",
        "slos slis and nfrs, slos and nfrs, service levels, service level objectives, non functional requirements",
        "nfrs, targets, requirements",
      ),
    },
    {
      name: "capacity",
      title: "Capacity and performance",
      words: called(
        "capacity, capacity and performance estimates, sizing, load, capacity estimate, capacity estimates",
        "capacity average peak and headroom, performance, volume, scale, numbers",
      ),
    },
    {
      name: "architecture",
      title: "Architecture and dependencies",
      words: called(
        "architecture, dependencies, architecture and dependency mapping, system design, components, design",
        "high level design, components and dependencies",
      ),
    },
    {
      name: "interfaces",
      title: "Interfaces and contracts",
      words: called(
        "interfaces, contracts, interfaces and data contracts, interface and contract summary, apis, api",
        "apis and events, data contracts, data model, entities and interfaces, data and interfaces",
      ),
    },
    {
      name: "reliability",
      title: "Reliability and failure modes",
      words: called(
        "reliability, failure modes, reliability and failure mode analysis, failure mode analysis, failures",
        "resilience, what can go wrong",
      ),
    },
    {
      name: "security",
      title: "Security and compliance",
      words: called(
        "security, compliance, security and compliance review, security compliance, privacy, security and privacy",
        "privacy and security",
      ),
    },
    {
      name: "rollout",
      title: "Rollout, rollback and migration",
      words: called(
        "rollout, rollback, migration, rollout and rollback, rollout rollback migration",
        "rollout rollback and migration plan, release, release plan, launch, deployment, shipping it",
      ),
    },
    {
      name: "validation",
      title: "Validation and acceptance",
      words: called(
        "validation, acceptance, validation and success criteria, acceptance criteria, success criteria",
        "tests and acceptance, testing, test plan, verification, how we know",
      ),
    },
    {
      name: "risks",
      title: "Open risks",
      words: called("risks, open risks and follow ups, open questions, risks and open questions, what is open"),
    },
    { name: "changes", title: "Changes", words: called("changes, breaking changes, schema changes"), optional: true },
    {
      name: "consumers",
      title: "Consumers",
      words: called("consumers, affected consumers, downstream consumers"),
      optional: true,
    },
  ],
});
