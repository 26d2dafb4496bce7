import { called, defineOutline } from "../outline.ts";

export default defineOutline({
  kind: "dag-spec",
  title: "DAG spec",
  source: "004",
  version: 1,
  alias: ["dag", "orchestration-spec", "dag-specification"],
  stages: [
    {
      name: "overview",
      title: "Overview",
      signs: called(
        "schedule|cron|runs, catchup, tags?, start|first day, max active|runs at once|at once, purpose|what it is for, owner, dag",
      ),
      words: called("summary, purpose, dag, about, dag overview, definition, dag definition"),
      opening: true,
    },
    {
      name: "tasks",
      title: "Tasks",
      signs: called(
        "task, operator|sensor, retr(?:y|ies)|tries, timeout|gives up|minutes, idempotent|again|overwrit, kind|type",
      ),
      words: called("task list, steps, task definitions, task table"),
    },
    {
      name: "dependencies",
      title: "Dependencies",
      words: called(
        "task dependencies, edges, order, flow, graph, upstream and downstream, data flow, tasks and dependencies",
      ),
      // A column of the table of tasks may say it as well.
      optional: true,
    },
    {
      name: "sla",
      title: "SLA and alerts",
      signs: called(
        "done by|complet|finish, alert|alarm|page, fail, twice|2×|2x, sla|promise, utc, on call|on-call, message|slack|channel|#\\w",
      ),
      words: called("sla, slas, alerts, sla and alerting, alerting, slas and alerts, sla alerts"),
    },
    {
      name: "connections",
      title: "Connections",
      words: called("connections and variables, connections and secrets, config, configuration"),
      optional: true,
    },
    {
      name: "failure",
      title: "Failure handling",
      signs: called(
        "retr(?:y|ied|ies), dead.letter, manual|by hand, clear, backfill, sla|promise|missed, fails?, rejected|quarantine",
      ),
      words: called(
        "failures, error handling, recovery, failure and recovery, on failure, when it fails, when things go wrong",
        "failure modes, when something goes wrong, manual recovery",
      ),
    },
    {
      name: "tests",
      title: "Tests",
      signs: called("acyclic|cycles, import|parse, twice|idempotent, alert|alarm, backfill, connections?, pytest|test"),
      words: called("testing, test checklist, validation, verification, how it is tested"),
    },
  ],
});
