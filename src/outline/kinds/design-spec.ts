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
      signs: called(
        "problem, in scope|we do, out of scope|we do not, stakeholder, workload, scope, users?, goal, decid",
      ),
      words: called(
        "context, problem, scope, problem statement, problem statement and scope, background, overview, goals",
        "goals and scope, why",
      ),
    },
    {
      name: "assumptions",
      title: "Assumptions and constraints",
      signs: called("assum, budget, team, timeline|deadline, depend, constraint, engineers, given"),
      words: called(
        "assumptions, constraints, constraints and assumptions, assumptions constraints, what we assume, limits",
      ),
    },
    {
      name: "slo",
      title: "Service levels and requirements",
      signs: called("latency, availab, durab, p9\\d, error budget, slo, sli, window|30 days, 99"),
      words: called(
        "slo, slos, constraints and slo, constraints and slos, slos and constraints, slo sli and nfrs, slo sli nfrs",
        "slos slis and nfrs, slos and nfrs, service levels, service level objectives, non functional requirements",
        "nfrs, targets, requirements",
      ),
    },
    {
      name: "capacity",
      title: "Capacity and performance",
      signs: called(
        "average, peak, headroom, storage|kept, retention|kept, bandwidth, rps|/s, replica|copies, instances?, dau|mau|users",
      ),
      words: called(
        "capacity, capacity and performance estimates, sizing, load, capacity estimate, capacity estimates",
        "capacity average peak and headroom, performance, volume, scale, numbers",
      ),
    },
    {
      name: "architecture",
      title: "Architecture and dependencies",
      signs: called(
        "components?, read path, write path, depend, zones?, region, failure domain, gateway|service, diagram|flowchart, cache, database|store",
      ),
      words: called(
        "architecture, dependencies, architecture and dependency mapping, system design, components, design",
        "high level design, components and dependencies",
      ),
    },
    {
      name: "interfaces",
      title: "Interfaces and contracts",
      signs: called(
        "entit, key, idempoten, pagina|cursor|token, version, schema evolution|compatible, request, response, event, get |post , api",
      ),
      words: called(
        "interfaces, contracts, interfaces and data contracts, interface and contract summary, apis, api",
        "apis and events, data contracts, data model, entities and interfaces, data and interfaces",
      ),
    },
    {
      name: "reliability",
      title: "Reliability and failure modes",
      signs: called(
        "timeout, retr(?:y|ies), breaker, backpressure|back pressure, dead.letter, fail, detect|notice, mitigat, degrad, backoff",
      ),
      words: called(
        "reliability, failure modes, reliability and failure mode analysis, failure mode analysis, failures",
        "resilience, what can go wrong",
      ),
    },
    {
      name: "security",
      title: "Security and compliance",
      signs: called(
        "threat, encrypt|tls, authenti|sign in|oidc|sso, authori|rbac|role, secret, audit, class(?:es|if), trust bound, delet, personal|pii, residency",
      ),
      words: called(
        "security, compliance, security and compliance review, security compliance, privacy, security and privacy",
        "privacy and security",
      ),
    },
    {
      name: "rollout",
      title: "Rollout, rollback and migration",
      signs: called(
        "canary|blue/green|shadow|flag, roll ?back|back when|going back, expand, contract, dual.writ|backfill, migrat, approver|approve, compatibility window, stage, threshold|trigger",
      ),
      words: called(
        "rollout, rollback, migration, rollout and rollback, rollout rollback migration",
        "rollout rollback and migration plan, release, release plan, launch, deployment, shipping it",
      ),
    },
    {
      name: "validation",
      title: "Validation and acceptance",
      signs: called(
        "unit, integration, load, failure injection|failure test|chaos, metrics, logs, traces, alerts, gates?, criteria|accepted, test",
      ),
      words: called(
        "validation, acceptance, validation and success criteria, acceptance criteria, success criteria",
        "tests and acceptance, testing, test plan, verification, how we know",
      ),
    },
    {
      name: "risks",
      title: "Open risks",
      signs: called(
        "risks?, could go wrong|what if, severity|how bad|likel, due|eta, follow-up|follow up|next, open question|owner|who",
      ),
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
