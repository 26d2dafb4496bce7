import { called, defineOutline } from "../outline.ts";

export default defineOutline({
  kind: "pipeline-runbook",
  title: "pipeline runbook",
  source: "004",
  version: 1,
  alias: ["runbook"],
  stages: [
    {
      name: "overview",
      title: "Overview",
      words: called("summary, about, pipeline overview, at a glance, what it does, purpose"),
    },
    {
      name: "lineage",
      title: "Lineage",
      words: called("data lineage, data flow, lineage map, flow, source to target"),
    },
    {
      name: "consumers",
      title: "Consumers",
      words: called("downstream consumers, who depends on it, downstream, readers"),
    },
    {
      name: "monitoring",
      title: "Monitoring",
      words: called(
        "metrics, alerts, health, monitoring and alerts, sla and monitoring, sla, service levels",
        "how to see that it is healthy, slas and monitoring",
      ),
    },
    {
      name: "failures",
      title: "Common failures",
      words: called(
        "troubleshooting, failures, failure modes, known failures, common failures and fixes, common problems",
        "when it breaks",
      ),
    },
    {
      name: "procedures",
      title: "Procedures",
      words: called(
        "manual operations, operations, manual procedures, how to, backfill and reprocess, commands",
        "backfill reprocess and stop",
      ),
    },
    {
      name: "contacts",
      title: "Contacts",
      words: called("contact, who to call, escalation, owners, owner and escalation, contacts and escalation, people"),
    },
    {
      name: "incidents",
      title: "Incidents",
      words: called("incident log, postmortems, root cause, root cause analysis, incident handling, incident"),
      optional: true,
    },
  ],
});
