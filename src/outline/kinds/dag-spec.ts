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
      words: called("summary, purpose, dag, about, dag overview, definition, dag definition"),
      opening: true,
    },
    {
      name: "tasks",
      title: "Tasks",
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
      words: called(
        "failures, error handling, recovery, failure and recovery, on failure, when it fails, when things go wrong",
        "failure modes, when something goes wrong, manual recovery",
      ),
    },
    {
      name: "tests",
      title: "Tests",
      words: called("testing, test checklist, validation, verification, how it is tested"),
    },
  ],
});
